// A line that is cut in the middle of a screen's writes, once before the request has come and once before the answer has:
// the screen says so, what was typed stays, trying again does it, and it is done exactly once. What is said on a websocket
// the page itself says again.
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { stand } from './actor.mjs'
import { complaints, drawn, launch, openDesk, until } from './browser.mjs'
import { cutIn, elsewhere } from './cutWrites.mjs'
import { openLine } from './line.mjs'
import { password, startServer } from './server.mjs'

/** Names of groups told alone, split by |. */
const only = process.env.ONLY?.split('|')
const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))

/** A day from today on, where the city is. */
export const day = (after) =>
  new Date(Date.now() + after * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

/** Goes to another screen of the console, as a link does. */
export const go = (page, path) => page.evaluate((to) => history.pushState(null, '', to), `/console${path}`)

/** What a screen says while the server can't be reached. */
const unreached = '连不上服务器'

/** Waits until the screen says that the line is away: sooner than a page gives up reading (after 3 s). */
const saysSo = (page, words) => page.getByText(words).first().waitFor({ timeout: 2_900 })

/** Waits until nothing on the screen says that the line is away. */
export const wentOn = (page, words = unreached) =>
  until('the screen went on', async () => (await page.getByText(words).count()) === 0)

/** Whether a page complained of nothing but that its line was cut. */
export const isOfTheLine = (complaint) =>
  /ERR_(EMPTY_RESPONSE|CONNECTION_\w+|INCOMPLETE\w*|SOCKET_NOT_CONNECTED)|WebSocket connection to '\S+' failed/.test(
    complaint,
  )

/** Presses what may have gone by itself, as what was done is read anew, also while it is being pressed. */
export const pressIfThere = (button) =>
  until('it is pressed, or gone', async () => {
    if (!(await button.count())) return true
    return button.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
  })

/** Presses what asks whether one is sure, and says yes. */
export async function pressBoth(button, yes) {
  await button.click()
  await yes.click()
}

/** Presses what asks whether one is sure, and says yes, where what was done has not been read anew meanwhile. */
export async function pressBothIfThere(button, yes) {
  await pressIfThere(button)
  await until('it asks, or the button is gone', async () => (await yes.count()) || !(await button.count()))
  await pressIfThere(yes)
}

/** Does something in which the line is cut, and leaves no complaint about that. */
export async function whileCut(work) {
  const before = complaints.length
  await work()
  complaints.push(...complaints.splice(before).filter((c) => !isOfTheLine(c)))
}

/** Returns how to sign in and ask a server, past any line to it. */
export const asker = (url) => async (username) => {
  const signedIn = await fetch(`${url}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const cookie = signedIn.headers.get('set-cookie').split(';')[0]
  const { csrf_token } = await signedIn.json()
  return async (path, body, { key = crypto.randomUUID(), method = 'POST' } = {}) => {
    const headers = { cookie, 'Content-Type': 'application/json', 'X-CSRF-Token': csrf_token, 'Idempotency-Key': key }
    const r = await fetch(url + path, body ? { method, headers, body: JSON.stringify(body) } : { headers })
    const text = await r.text()
    if (!r.ok) throw new Error(`${path}: ${r.status} ${text}`)
    return { ...JSON.parse(text || 'null'), replayed: r.headers.get('idempotency-replayed') === 'true' }
  }
}

/** Cuts the writes of screens on a line, and keeps which were. */
export function cutter(line) {
  const cutOnes = new Set()

  /**
   * Cuts one write both ways. `begin` opens and fills the form, `save` sends it or gives the button that does, `again`
   * tries again, `holds` looks at what was typed, `count` counts what there is past the line, `says` is what the screen
   * says while it is away. `reads` is what the page reads anew by itself once the line is back, before it is tried again;
   * `taken` is what a second try is told where the first was done without a key, `isUnkeyed` of one that may be done
   * twice, `isTwice` of one that is. What was done is answered again as it was the first time.
   */
  async function cut(desk, operation, options) {
    const { request, begin, save, again = save, holds, count, by = 1, says = unreached, reads, taken } = options
    const { isTwice, isUnkeyed = taken || isTwice } = options
    const { page } = desk
    const anew = [] // answers to a second try that were not those of the first
    const away = new Set() // requests that the page has had no answer to
    const asks = (r) => request.test(`${r.method()} ${new URL(r.url()).pathname} `)
    const leaves = (r) => asks(r) && away.add(r)
    const comes = (r) => away.delete(r)
    const watched = { request: leaves, requestfinished: comes, requestfailed: comes }
    for (const [event, on] of Object.entries(watched)) page.on(event, on)
    const hear = (r) => {
      if (!asks(r.request())) return
      page.off('response', hear) // those after it are of what was not sent before
      if (r.headers()['idempotency-replayed'] !== 'true') anew.push(`${r.url()} ${r.status()}`)
    }
    for (const loses of ['request', 'answer']) {
      const given = await begin(loses)
      const before = await count(given)
      const lost = line.loseNext(request, loses)
      await (await save(loses))?.click()
      await lost
      await saysSo(page, says)
      await holds?.(loses)
      await page.screenshot({ path: `${out}cut-${operation}-${loses}.jpg`, animations: 'disabled' })
      const isDone = loses === 'answer'
      const after = before + (isTwice && isDone ? 2 : 1) * by
      if (isDone) await until(`${operation} was done`, async () => (await count(given)) === before + by)
      else assert.equal(await count(given), before, `${operation} never came`)
      const read =
        reads && isDone
          ? page.waitForResponse((r) => reads.test(`${r.request().method()} ${new URL(r.url()).pathname}`) && r.ok())
          : undefined
      if (isDone && !isUnkeyed) page.on('response', hear)
      line.mend()
      if (read) {
        await (await read).finished()
        await drawn(page)
        await holds?.(loses)
      }
      const button = await again(loses)
      if (isDone && !isTwice && button)
        await pressIfThere(button) // what was done is read anew, and asks for it no more
      else await button?.click()
      if (taken && isDone) await page.getByText(taken).waitFor()
      await until(`${operation} is there`, async () => (await count(given)) === after)
      await until(`${operation} is answered`, () => away.size === 0)
      await drawn(page)
      await wentOn(page, says)
      if (taken && isDone) await holds?.(loses)
      assert.equal(await count(given), after, `${operation} ${isTwice ? 'as often as tried' : 'once'}`)
      page.off('response', hear)
    }
    for (const [event, on] of Object.entries(watched)) page.off(event, on)
    assert.deepEqual(anew, [], `${operation} was done once`)
    cutOnes.add(operation)
  }

  /** Cuts the answer of a write that has no key because it makes a secret that is kept nowhere: a second one is shown. */
  async function cutSecret({ page }, operation, { request, save, shows }) {
    const lost = line.loseNext(request, 'answer')
    await save().click()
    await lost
    await saysSo(page, unreached)
    line.mend()
    await save().click()
    await page.getByTestId(shows).waitFor()
    cutOnes.add(operation)
  }

  return { cut, cutSecret, cutOnes }
}

/** Opens a server, a line to it and a browser. */
export async function openCutting() {
  await mkdir(out, { recursive: true })
  const server = await startServer()
  const line = await openLine(server.url)
  const browser = await launch()
  const member = asker(server.url)
  const { cut, cutSecret, cutOnes } = cutter(line)

  async function deskOf(username) {
    const page = await openDesk(browser, username)
    await stand(page, { isEnrolled: true })
    await page.goto(`${line.address}/console/`)
    await page.getByTestId('login-username').fill(username)
    await page.getByTestId('login-password').fill(password)
    await page.getByTestId('login-submit').click()
    await page.getByTestId('nav-persons').waitFor()
    return { page, id: (name) => page.getByTestId(name), api: await member(username) }
  }

  /** Tells the groups of a story in their order, ends everything, and holds the story to the writes it says it cuts. */
  async function tell(story, groups, page) {
    let failed
    try {
      for (const [name, group] of Object.entries(groups)) {
        if (only && !only.some((o) => name.includes(o))) continue
        const begun = Date.now()
        await group()
        console.log(`ok   ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
      }
      assert.deepEqual(
        complaints.filter((c) => !isOfTheLine(c)),
        [],
      )
      if (only) await account()
      else await holdTo(story, cutOnes)
    } catch (e) {
      failed = e
      await page.screenshot({ path: `${out}cut-failed.jpg` }).catch(() => undefined)
    }
    await browser.close()
    line.close()
    const code = await server.stop()
    if (failed) {
      console.log(server.log().split('\n').slice(-8).join('\n'))
      console.log(`not ok   ${failed.stack}`)
      process.exit(1)
    }
    assert.equal(code, 0, 'the server stopped by itself')
  }

  return { server, line, browser, member, deskOf, cut, cutSecret, tell }
}

/** Holds a story to the writes that it says it cuts, and all stories to the writes of the contract. */
export async function holdTo(story, cutOnes) {
  assert.deepEqual([...cutOnes].sort(), [...cutIn[story]].sort(), 'the writes of this story are cut')
  console.log(`ok   ${cutOnes.size} of ${await account()} writes cut both ways`)
}

/** The writes of the contract: each is cut in one of the stories, or said to be elsewhere. */
async function account() {
  const contract = await readFile(new URL('../../api/console.yaml', import.meta.url), 'utf8')
  const writes = [...contract.matchAll(/^ {4}(post|put|patch|delete):\n([\s\S]*?)^ {6}operationId: (\w+)/gm)].map(
    (m) => m[3],
  )
  assert.ok(writes.length > 40, `${writes.length} writes`)
  const told = [...Object.values(cutIn).flat(), ...Object.keys(elsewhere)]
  assert.deepEqual([...writes].sort(), told.sort(), 'every write is cut once, or said why not, and no other')
  return writes.length
}
