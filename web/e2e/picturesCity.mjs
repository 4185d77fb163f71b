// Pictures of the guide: what supervisors, administrators and integrators work with.
import { createServer } from 'node:http'
import { open, until } from './browser.mjs'
import { desktop, mapsDrawn, settled } from './photographer.mjs'
import { gb18030 } from './sheets.mjs'

export async function figures({ boss, server, shot }) {
  await boss.goto(`${server.url}/console/attendance`)
  await boss.getByTestId('unit-link').first().waitFor()
  await boss.locator('canvas').first().waitFor()
  await settled(boss)
  await shot(boss, 'attendance', { height: 1900 })
  await boss.goto(`${server.url}/console/attendance/fairness`)
  await boss.getByTestId('fairness').first().waitFor()
  await shot(boss, 'fairness', { height: 1100 })
}

export async function reports({ boss, server, shot }) {
  await boss.goto(`${server.url}/console/attendance/reports`)
  await until(
    'the report has been made by itself',
    async () => {
      if ((await boss.getByTestId('report-open').count()) > 0) return true
      await boss.waitForTimeout(2000)
      await boss.reload()
      await boss.getByTestId('reports').waitFor()
      return false
    },
    90_000,
  )
  await settled(boss)
  await boss.getByTestId('report-open').first().click()
  await boss.getByTestId('report-figures').waitFor()
  await settled(boss)
  await shot(boss, 'report', { height: 1300 })
}

export async function audit({ boss, server, shot }) {
  await boss.goto(`${server.url}/console/audit`)
  await boss.getByTestId('audit-open').first().waitFor()
  await settled(boss)
  await boss.getByTestId('audit-open').nth(2).click()
  await boss.getByTestId('audit-details').waitFor()
  await shot(boss, 'audit')
}

/** All on the map, and one of them opened, whose corners can be dragged. */
export async function fences({ boss, server, shot }) {
  await boss.goto(`${server.url}/console/admin/fences`)
  await mapsDrawn(boss)
  await settled(boss)
  await shot(boss, 'fences')
  await boss.getByTestId('fence-open').filter({ hasText: '全区' }).click()
  const drawer = boss.locator('.ant-drawer-open').last()
  await until('its corners are drawn', async () => (await drawer.getByTestId('map-grip').count()) >= 4)
  await settled(boss)
  await shot(boss, 'fence')
}

const colleagues = [
  ['li.xin', '李欣', 'officer'],
  ['zhao.gang', '赵刚', 'officer'],
  ['sun.mei', '孙梅', 'social_worker'],
  ['he.ping', '何平', 'specialist'],
  ['ma.lin', '马琳', 'supervisor'],
]

export async function staff({ boss, server, chief, shot }) {
  const { items } = await chief('/console/v1/units')
  const stations = items.filter((u) => u.kind === 'station')
  for (const [n, [username, name, role]] of colleagues.entries()) {
    const unit = role === 'supervisor' ? items.find((u) => u.kind === 'district') : stations[n]
    await chief('/console/v1/staff', { username, name, role, unit_id: unit.id })
  }
  await boss.goto(`${server.url}/console/admin/staff`)
  await until('all are listed', async () => (await boss.getByTestId('staff-open').count()) > colleagues.length)
  await settled(boss)
  await shot(boss, 'staff', { height: 640 })
}

const heads = ['负责司法所', '对象姓名', '矫正编号', '性别', '出生年月日', '类别', '处遇等级', '手机号码', '开始日期', '截止日期'] // biome-ignore format: a row
const names = ['赵明远', '钱思齐', '孙立', '李雪', '周建军', '吴兰', '郑凯', '王海', '冯静', '陈东', '褚卫国', '卫平']

/** A spreadsheet with bad lines, each of which is named before anybody comes in. */
export async function bulkImport({ boss, server, chief, shot }) {
  const { items } = await chief('/console/v1/units')
  const stations = items.filter((u) => u.kind === 'station')
  const station = stations.find((s) => stations.filter((o) => o.name === s.name).length === 1)
  const rows = names.map((name, n) => {
    const day = `${1970 + n * 2}/${n + 1}/1${n % 10}`
    return [station.name, name, `XJ2026${1001 + n}`, n % 3 ? '男' : '女', day, '缓刑', '普管', `000000010${10 + n}`, '2026.1.5', '2027年12月31日'] // biome-ignore format: a row
  })
  rows[2][4] = '1980年2月30日'
  rows[4][0] = '城北司法所'
  rows[6][2] = rows[0][2]
  rows[8][4] = '2011/3/8'
  rows[10][9] = '2025年12月31日'
  const text = `${[heads, ...rows].map((r) => r.join(',')).join('\r\n')}\r\n`
  await boss.goto(`${server.url}/console/persons/import`)
  await boss
    .locator('input[type=file]')
    .setInputFiles({ name: '花名册.csv', mimeType: 'text/csv', buffer: gb18030(text) })
  await boss.getByTestId('intake-check').waitFor()
  await boss.getByTestId('intake-check').click()
  await boss.getByTestId('intake-problems').waitFor()
  await settled(boss)
  await shot(boss, 'import', { height: 640 })
}

const shown = 'https://jcy.example.org/hooks/diandao'

/** A partner whose server on this machine is down for a while; the pages show an address as partners have them. */
export async function partner({ admin, server, api, people, shot }) {
  let status = 204
  const receiver = createServer((req, res) => {
    req.resume()
    req.on('end', () => res.writeHead(status).end())
  })
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${receiver.address().port}/hooks`
    const { items } = await admin.call('/console/v1/units')
    const events = ['lost_contact.opened', 'lost_contact.closed', 'leave.decided', 'checkin.decided', 'appeal.decided']
    const made = await admin.call('/console/v1/partners', {
      name: '东湖区人民检察院',
      kind: 'procuratorate',
      unit_id: items.find((u) => u.kind === 'district').id,
      url,
      events,
      note: '信息科 0571-00000010',
    })
    const sent = async (state, count) =>
      until(`${count} are ${state}`, async () => {
        const list = await admin.call(`/console/v1/partners/${made.partner.id}/deliveries`)
        return list.items.filter((d) => d.state === state).length >= count
      })
    await admin.call(`/console/v1/partners/${made.partner.id}/test`, {})
    const reviews = (await api('/console/v1/desk')).items.filter((i) => i.kind === 'review' && !i.person.masked)
    for (const { id } of reviews.slice(0, 2)) {
      const { checkin } = await api(`/console/v1/checkins/${id}`)
      await api(`/console/v1/checkins/${id}/decision`, { checkin_id: checkin.id, kind: 'accept', reason: '' })
    }
    const [leave] = (await api('/console/v1/leaves?status=applied')).items
    await api(`/console/v1/leaves/${leave.id}/decision`, { decision: 'approve', reason: '' })
    await sent('delivered', 4)
    status = 503
    await api(`/console/v1/persons/${people[4].id}/lost-contact`, { reason: '三天没有任何消息' })
    await until('it is tried', async () => {
      const list = await admin.call(`/console/v1/partners/${made.partner.id}/deliveries`)
      return list.items.some((d) => d.state === 'pending' && d.tries.length > 0)
    })
    await admin.page.route(/\/console\/v1\/partners/, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(url, shown) })
    })
    await admin.page.goto(`${server.url}/console/admin/partners`)
    await admin.page.getByTestId('partner-open').first().click()
    await admin.page.getByTestId('delivery').nth(4).waitFor()
    await settled(admin.page)
    await admin.page.locator('.ant-table-row-expand-icon').first().click()
    await shot(admin.page, 'partner', { height: 1000 })
  } finally {
    receiver.close()
  }
}

export async function privacyNotice({ admin, server, shot }) {
  const { page } = admin
  await page.goto(`${server.url}/console/admin/privacy`)
  await page.getByTestId('policy-edit').click()
  await page.getByTestId('policy-preview').waitFor()
  await settled(page)
  await shot(page, 'privacy')
}

/** The viewer waits by the clock, so its day passes. */
export async function reference({ browser, server, shot }) {
  const reader = await open(browser, 'reader', desktop)
  await reader.goto(`${server.url}/reference/?of=console`)
  await reader.locator('.opblock-tag[data-tag=attendance]').click()
  await reader.locator('.opblock').first().click()
  await reader.locator('.opblock-section').first().waitFor()
  await shot(reader, 'reference')
  await reader.context().close()
}
