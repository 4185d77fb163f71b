// Pictures of the guide: what a person sees on the phone.
import { readPlace, until } from './browser.mjs'
import { settled } from './photographer.mjs'

/** The first start: what is read, and what the person decides. */
export async function privacy({ phone, server, shot }) {
  await phone.goto(server.phone)
  await phone.getByTestId('policy-text').waitFor()
  await settled(phone)
  await shot(phone, 'phone-policy')
  await phone.getByTestId('policy-face-yes').click()
  await phone.getByTestId('policy-voice-no').click()
  await shot(phone, 'phone-consent', { top: phone.getByTestId('policy-face-yes').locator('xpath=ancestor::fieldset') })
  await phone.getByTestId('policy-send').click()
  await phone.getByTestId('today-card').first().waitFor()
}

export async function checkIn({ phone, server, shot }) {
  await phone.goto(`${server.url}/phone/`)
  await phone.getByTestId('today-card').first().waitFor()
  await settled(phone, 'body')
  await shot(phone, 'phone-today')
  await phone.getByTestId('checkin-start').first().click()
  await phone.getByTestId('checkin-next').click()
  await until('the camera shows something', () => phone.getByTestId('checkin-capture').isEnabled())
  await shot(phone, 'phone-checkin')
  await phone.getByTestId('checkin-capture').click()
  await phone.getByTestId('checkin-next').click()
  await readPlace(phone)
  await phone.getByTestId('checkin-next').click()
  await phone.getByText('是', { exact: true }).first().click()
  await phone.getByTestId('checkin-next').click()
  await phone.getByTestId('checkin-send').click()
  await phone.getByTestId('checkin-result').waitFor()
  await shot(phone, 'phone-result')
}

/** A paper as a hospital gives it, of nobody. */
async function paperOf(page) {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 800 })
    const c = canvas.getContext('2d')
    c.fillStyle = '#fffdf8'
    c.fillRect(0, 0, 600, 800)
    c.fillStyle = '#1b2430'
    c.textAlign = 'center'
    c.font = '700 44px sans-serif'
    c.fillText('住 院 通 知 书', 300, 120)
    c.textAlign = 'left'
    c.font = '28px sans-serif'
    const lines = ['患者：王秀兰', '科室：内科', '入院日期：2026年11月28日', '', '请家属陪护。', '', '德清县人民医院']
    for (const [n, line] of lines.entries()) c.fillText(line, 70, 220 + n * 58)
    c.strokeStyle = '#b3261e'
    c.lineWidth = 5
    c.beginPath()
    c.arc(430, 600, 78, 0, 2 * Math.PI)
    c.stroke()
    return canvas.toDataURL('image/png')
  })
  return Buffer.from(url.split(',')[1], 'base64')
}

/** Asks for leave with a paper, and appeals a check-in that was late. */
export async function leaveAndAppeal({ phone, server, api, first, shot }) {
  await phone.goto(`${server.url}/phone/#/leave/apply`)
  await phone.locator('#from_day').fill('2026-11-28')
  await phone.locator('#to_day').fill('2026-12-02')
  await phone.locator('#place').fill('湖州市德清县')
  await phone.locator('#reason').fill('母亲住院')
  const buffer = await paperOf(phone)
  await phone.getByTestId('papers-input').setInputFiles([{ name: '住院通知.png', mimeType: 'image/png', buffer }])
  await phone.getByTestId('paper').waitFor()
  await shot(phone, 'phone-leave')
  await phone.getByTestId('leave-send').click()
  await phone.getByTestId('leave-card').waitFor()
  const late = await until('something to appeal', async () => {
    for (const status of ['late', 'missed', 'not_reached']) {
      const { items } = await api(`/console/v1/checkins?person_id=${first.id}&status=${status}`)
      if (items.length > 0) return items[0]
    }
    return null
  })
  await phone.goto(`${server.url}/phone/#/appeal/${late.id}`)
  await phone.getByTestId('appeal-send').waitFor()
  await phone.locator('label.choice').first().click()
  await shot(phone, 'phone-appeal')
  await phone.getByTestId('appeal-send').click()
  await phone.getByTestId('appeal-card').waitFor()
}

/** What is on record, who looked, who helps, what was sent; and today in the dark palette. */
export async function ownRecord({ phone, server, shot }) {
  const at = async (hash, testid) => {
    await phone.goto('about:blank')
    await phone.goto(`${server.url}/phone/#${hash}`)
    await phone.getByTestId(testid).first().waitFor()
    await settled(phone, 'body')
  }
  await at('/record', 'own-sanctions')
  await shot(phone, 'phone-record')
  await at('/looks', 'look')
  await shot(phone, 'phone-looks')
  await at('/team', 'team-member')
  await shot(phone, 'phone-team')
  await at('/papers', 'paper-own')
  await shot(phone, 'phone-papers')
  await at('/me', 'palette-dark')
  await phone.getByTestId('palette-dark').click()
  await phone.getByTestId('palette-dark').scrollIntoViewIfNeeded()
  await shot(phone, 'phone-dark')
  await phone.getByTestId('palette-light').click()
}
