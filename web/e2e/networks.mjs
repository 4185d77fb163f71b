// Four phones on four kinds of networks: plain, TCP only, through the relay only, and one that is cut off for eight
// seconds in the middle of its call.
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { connect, createServer } from 'node:net'
import { activationLink, enterRoom, framesOf, openPhone, until } from './browser.mjs'

/** A line to the server that may be cut: everything a phone sends and gets goes through it. */
async function openLine(url) {
  const { hostname, port } = new URL(url)
  let cut = false
  const open = new Set()
  const door = createServer((near) => {
    const far = connect(Number(port), hostname)
    open.add(near)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      from.on('data', (chunk) => {
        if (cut)
          from.pause() // as on a dead network: nothing arrives, nothing is refused
        else to.write(chunk)
      })
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
    near.on('close', () => open.delete(near))
  })
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve))
  const media = []
  /** Bridges a UDP port of the server and returns the port that stands for it. */
  const bridge = async (to) => {
    const near = createSocket('udp4')
    const far = new Map()
    near.on('message', (packet, from) => {
      if (cut) return
      if (!far.has(from.port)) {
        const socket = createSocket('udp4')
        socket.on('message', (answer) => cut || near.send(answer, from.port, from.address))
        far.set(from.port, socket)
        media.push(socket)
      }
      far.get(from.port).send(packet, to, '127.0.0.1')
    })
    media.push(near)
    await new Promise((resolve) => near.bind(0, '127.0.0.1', resolve))
    return near.address().port
  }
  return {
    url: `http://127.0.0.1:${door.address().port}`,
    bridge,
    cut: () => {
      cut = true
    },
    mend: () => {
      cut = false
      for (const socket of open) socket.destroy() // what was under way is lost; new connections get through
    },
    close: () => {
      for (const socket of open) socket.destroy()
      for (const socket of media) socket.close()
      door.close()
    },
  }
}

/** Takes the ways away that a network does not have. */
export function narrow(way) {
  const apply = RTCPeerConnection.prototype.setRemoteDescription
  RTCPeerConnection.prototype.setRemoteDescription = async function (description) {
    let { type, sdp } = description
    if (way === 'tcp') sdp = sdp.replace(/a=candidate:\S+ 1 udp [^\r\n]*\r\n/gi, '')
    if (way === 'cut') {
      sdp = sdp.replace(/a=candidate:\S+ 1 tcp [^\r\n]*\r\n/gi, '')
      for (const [line, head, port] of [...sdp.matchAll(/(a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 )(\d+)/gi)])
        sdp = sdp.replace(line, head + (await window.bridge(Number(port))))
    }
    window.connection = this
    return apply.call(this, { type, sdp })
  }
  if (way !== 'relay') return
  const Plain = RTCPeerConnection
  window.RTCPeerConnection = class extends Plain {
    constructor(config) {
      super({ ...config, iceTransportPolicy: 'relay' })
    }
  }
}

/** Which way the media of a phone really goes: the kind of its own candidate and the protocol. */
const wayOf = (page) =>
  page.evaluate(async () => {
    const stats = [...(await window.connection.getStats()).values()]
    const transport = stats.find((s) => s.type === 'transport')
    const pair = stats.find((s) => s.id === transport?.selectedCandidatePairId)
    const own = stats.find((s) => s.id === pair?.localCandidateId)
    return own ? `${own.candidateType} ${own.protocol}` : ''
  })

export const networkSteps = ({ browser, server, desk, story, api, shot }) => {
  const ways = ['plain', 'tcp', 'relay', 'cut']
  const people = []
  const pages = {}
  let line
  const tile = (i) => {
    const id = people[i].id
    return desk.locator(`video[data-testid="tile-${id}"], [data-testid="tile-${id}"] video`).first()
  }
  const moves = (i, why) => until(`${ways[i]} ${why}`, async () => (await framesOf(tile(i))) >= 4, 40_000)

  return {
    'four phones on four kinds of networks join a roll call': async () => {
      line = await openLine(server.url)
      const rows = (await api('/console/v1/persons?status=active')).items
      people.push(...rows.filter((p) => !p.is_minor && !story.people.some((q) => q.id === p.id)).slice(0, 4))
      assert.equal(people.length, 4)
      await desk.goto(`${server.url}/console/roll-calls`)
      await desk.getByTestId('rollcall-start').click()
      await desk.getByTestId('rollcall-title').fill('四种网络')
      await desk.getByTestId('rollcall-start-submit').click()
      await desk.getByTestId('live-counts').waitFor()
      for (const [i, way] of ways.entries()) {
        const base = way === 'cut' ? line.url : server.url
        const link = await activationLink(desk, `${server.url}/console/persons/${people[i].id}`)
        const phone = await openPhone(browser, `phone on ${way}`)
        pages[way] = phone
        await phone.exposeFunction('bridge', line.bridge)
        await phone.addInitScript(narrow, way)
        const { pathname, hash } = new URL(link)
        await phone.goto(base + pathname + hash)
        await phone.getByTestId('activate-submit').click()
        await enterRoom(phone)
      }
    },

    'the officer sees all four, each over its own way': async () => {
      await desk.goto(`${server.url}/console/roll-calls`)
      await desk.getByText('四种网络').first().click()
      await desk.getByTestId('live-counts').waitFor()
      for (const i of ways.keys()) await moves(i, 'moves')
      const taken = {}
      for (const way of ways) taken[way] = await wayOf(pages[way])
      assert.match(taken.plain, /udp$/)
      assert.match(taken.tcp, /tcp$/)
      assert.match(taken.relay, /^relay/)
      assert.match(taken.cut, /udp$/)
      await shot(desk, 'console-networks')
    },

    'who is cut off for eight seconds in the middle of the call keeps the seat and is not rung again': async () => {
      const phone = pages.cut
      const called = desk.getByTestId('called')
      const nowCalled = async () => ((await called.count()) ? called.getAttribute('data-person') : undefined)
      await until('the one on the bad network is called', async () => {
        const before = await nowCalled()
        if (before === people[3].id) return true
        await desk.getByTestId('rollcall-call-next').click()
        await until('the next is called', async () => (await nowCalled()) !== before)
        return false
      })
      await phone.getByTestId('rollcall-called').waitFor()
      const rings = async () =>
        (await api('/console/v1/roll-calls?limit=5')).items.length &&
        (await phone.evaluate(() => document.querySelectorAll('[data-testid="rollcall-join"]').length))
      line.cut()
      await new Promise((r) => setTimeout(r, 8000))
      await shot(phone, 'phone-cut-off')
      await shot(desk, 'console-cut-off')
      line.mend()
      await moves(3, 'moves again')
      assert.equal(await phone.getByTestId('rollcall-called').count(), 1, 'still called')
      assert.equal(await rings(), 0, 'not asked to join again')
      const video = desk.locator('video[data-testid="called-video"], [data-testid="called-video"] video').first()
      await until('the called one is seen large again', async () => (await framesOf(video)) >= 6, 30_000)
      await desk.getByTestId('mark-present').click()
      await until('the call has ended', async () => (await phone.getByTestId('rollcall-called').count()) === 0)
      await desk.getByTestId('rollcall-close').click()
      await desk.getByTestId('rollcall-close-confirm').click()
      await desk.getByTestId('sheet-totals').waitFor()
      for (const page of Object.values(pages)) await page.context().close()
      line.close()
    },
  }
}
