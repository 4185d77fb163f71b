// What is recorded of a person is put right, with the keyboard, while somebody else looks at the same file.
import assert from 'node:assert/strict'
import { until } from './browser.mjs'

/** One officer corrects the name and the telephone of a person; what is wrong is said at its field, and the other's page learns. */
export async function correctsFacts(officer, other, url, { wrong, right }) {
  const { page, id } = officer
  for (const who of [officer, other]) {
    await who.page.goto(`${url}/console/persons/${wrong.id}`)
    await who.page.getByRole('heading', { name: wrong.name, exact: true }).waitFor()
  }
  await id('correct').focus()
  await page.keyboard.press('Enter')
  await page.locator('#name').waitFor()
  assert.equal(await page.locator('#name').inputValue(), wrong.name)
  assert.equal(await page.locator('#number').inputValue(), wrong.number)
  await page.locator('#name').fill(right.name)
  await id('correct-save').click()
  await page.locator('#reason_help').waitFor()
  await page.locator('#number').fill(right.taken)
  await id('correct-reason').fill('与身份证核对')
  await officer.look('correct')
  await id('correct-save').click()
  await page.locator('#number_help').getByText('这个编号已经有人使用。').waitFor()
  await officer.look('correct-refused')
  await page.locator('#number').fill(wrong.number)
  await page.locator('#phone').fill('000-0002')
  await id('correct-save').click()
  await page.getByText('已更正').first().waitFor()
  for (const who of [officer, other]) {
    await who.page.getByRole('heading', { name: right.name, exact: true }).waitFor()
    await who.page.getByText('000-0002').first().waitFor()
  }
  await until('the timeline tells it', async () => {
    const first = await id('timeline-item').first().textContent()
    return ['更正信息', '姓名', '电话', '与身份证核对'].every((text) => first.includes(text))
  })
}
