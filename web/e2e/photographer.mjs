// How a picture of the guide is made: a page whose day does not pass, somebody drawn before its camera, and WebP, which
// Chromium itself encodes.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { open, until } from './browser.mjs'
import { drawPortrait, looks } from './portrait.mjs'
import { password } from './server.mjs'

export const monday = '2026-11-23T16:40:00+08:00'
export const desktop = { viewport: { width: 1440, height: 900 } }
export const phoneSize = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
export const folder = (language) => fileURLToPath(new URL(`../../docs/guide/pictures/${language}/`, import.meta.url))
export const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))

/** What the pages' clocks show: a minute ahead, so that nothing of the server lies in their future. */
export const ahead = (now) => new Date(now.getTime() + 60_000)

/** Draws a PNG again as WebP, in a page without any policy. */
async function webp(encoder, png) {
  const url = await encoder.evaluate(
    async (src) => {
      const image = Object.assign(new Image(), { src })
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      canvas.getContext('2d').drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', 0.75)
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  return Buffer.from(url.split(',')[1], 'base64')
}

/** Takes pictures into the folder of a language; the PNG each was made from is kept to be looked at. */
export async function photographer(browser, language) {
  const to = folder(language)
  for (const dir of [to, out]) await mkdir(dir, { recursive: true })
  const encoder = await browser.newPage()
  const made = new Set()
  let bytes = 0
  const shot = async (page, name, { height, top } = {}) => {
    const size = page.viewportSize()
    if (height) await page.setViewportSize({ ...size, height })
    if (top) await top.evaluate((e) => e.scrollIntoView({ block: 'start' }))
    await page.mouse.move(0, size.height / 2) // nothing is hovered over
    await page.waitForTimeout(500) // pictures and charts have come to rest
    const png = await page.screenshot({ animations: 'disabled' })
    if (height) await page.setViewportSize(size)
    const words = await page.locator('body').textContent()
    if (/\bundefined\b|\bNaN\b|\[object/.test(words)) throw new Error(`${name} shows a word of the machine`)
    const small = await webp(encoder, png)
    bytes += small.length
    made.add(`${name}.webp`)
    await writeFile(`${to}${name}.webp`, small)
    await writeFile(`${out}guide-${language}-${name}.png`, png)
  }
  return { shot, made, total: () => bytes }
}

/** Somebody drawn, who moves a little, stands before the camera. */
const stand = ({ draw, look }) => {
  const drawPortrait = new Function(`return ${draw}`)()
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  let n = 0
  let isMoving = false
  const move = () => {
    const taken = document.querySelectorAll('[data-testid=enrol-picture]').length // another pose for each
    const how = { x: 6 * Math.sin(n++ / 9) + 14 * taken, y: 5 * taken, size: 1 + 0.04 * taken, isBlinking: n % 60 < 3 }
    drawPortrait(canvas, look, how)
  }
  const media = navigator.mediaDevices
  if (!media) return // a page without an address has no camera
  const real = media.getUserMedia.bind(media)
  media.getUserMedia = async ({ audio, video }) => {
    const stream = audio ? await real({ audio }) : new MediaStream()
    if (!isMoving) setInterval(move, 66) // only a page whose camera is on has work to do
    isMoving = true
    if (video) stream.addTrack(canvas.captureStream(15).getVideoTracks()[0])
    return stream
  }
}

/** Opens a page that speaks the language, whose day does not pass, with one of the drawn people before its camera. */
export async function visit(browser, who, language, size, { look, ...more } = {}) {
  const page = await open(browser, who, { ...size, ...more, locale: language === 'zh' ? 'zh-CN' : 'en' })
  page.setDefaultTimeout(45_000)
  await page.clock.setFixedTime(ahead(new Date(monday)))
  await page.addInitScript(
    (to) => {
      try {
        localStorage.setItem('diandao.language', to)
      } catch {
        // a page without an address has no storage
      }
    },
    language === 'zh' ? 'zh-CN' : 'en',
  )
  // The notice is put off for the day of the pictures; browser.mjs knows only the real one.
  if (!more.isAsked)
    await page.addInitScript(
      (day) => {
        try {
          localStorage.setItem('diandao.policy.later', day)
        } catch {
          // a page without an address has no storage
        }
      },
      monday.slice(0, 10),
    )
  if (look !== undefined) await page.addInitScript(stand, { draw: drawPortrait.toString(), look: looks[look] })
  return page
}

/** Signs in without the login page: the cookie's end lies in the demo's time, so it is set without one. */
export async function signIn(page, server, username) {
  const answer = await fetch(`${server.url}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  const [name, value] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: server.url }])
  return { cookie, csrf: (await answer.json()).csrf_token }
}

/** Calls the console's contract as somebody who is signed in. */
export const calls =
  (server, { cookie, csrf }) =>
  async (path, body, method = body ? 'POST' : 'GET') => {
    const headers = { Cookie: cookie, 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() }
    const isForm = body instanceof FormData
    if (body && !isForm) headers['Content-Type'] = 'application/json'
    const answer = await fetch(server.url + path, {
      method,
      headers,
      body: body && !isForm ? JSON.stringify(body) : body,
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }

/** A photo of one of the drawn people, as JPEG. */
export async function photoOf(page, look, how = {}) {
  const url = await page.evaluate(
    ({ draw, look, how }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
      new Function(`return ${draw}`)()(canvas, look, how)
      return canvas.toDataURL('image/jpeg', 0.92)
    },
    { draw: drawPortrait.toString(), look: looks[look], how },
  )
  return Buffer.from(url.split(',')[1], 'base64')
}

/** What a page shows has come: pictures, lists, and no message of a moment. */
export async function settled(page, main = 'main') {
  await until('nothing is on its way', async () => {
    const busy = page.locator('.ant-skeleton, .ant-spin-spinning, .loading, .adm-toast-main, .ant-message-notice')
    return (await busy.count()) === 0
  })
  await until('pictures are there', () =>
    page.locator(`${main} img`).evaluateAll((all) => all.every((i) => i.complete && i.naturalWidth > 0)),
  )
}

/** The maps of a page are drawn. */
export const mapsDrawn = (page) =>
  until('the map is drawn', async () => {
    const maps = page.getByTestId('map')
    const ready = await maps.evaluateAll((all) => all.map((m) => m.dataset.ready === 'true'))
    return ready.length > 0 && ready.every(Boolean)
  })
