// The built phone app on a free port, and a browser with a fake camera whose requests are answered here.
import { chromium } from 'playwright-core'
import { preview } from 'vite'

const root = new URL('..', import.meta.url).pathname
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--allow-loopback-in-peer-connection',
]

export async function start() {
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1', strictPort: false } })
  const { port } = server.httpServer.address()
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })
  return {
    origin: `http://127.0.0.1:${port}`,
    browser,
    async stop() {
      await browser.close()
      await server.close()
    },
  }
}

const iso = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString()
export const requestId = '0193a5f0-7c00-7000-8000-000000000004'
export const callId = '0193a5f0-7c00-7000-8000-00000000000c'

export const request = (more = {}) => ({
  id: requestId,
  title: '每日报到',
  day: '2026-11-23',
  opens_at: iso(-60),
  due_at: iso(42),
  closes_at: iso(102),
  status: 'open',
  requires: {
    face: true,
    location: true,
    questions: [
      { id: 'q1', text: '您现在的情况怎么样？', options: ['都好', '身体不舒服', '有事要说'] },
      { id: 'q2', text: '有什么要告诉工作人员的吗？', options: [] },
    ],
  },
  outcome: null,
  ...more,
})

export const today = (more = {}) => ({
  now: iso(0),
  roll_calls: [],
  open: [request()],
  next: [{ title: '每日报到', opens_at: iso(1380), due_at: iso(1500) }],
  recent: [
    request({ id: '0193a5f0-7c00-7000-8000-000000000101', status: 'accepted', due_at: iso(-1440) }),
    request({ id: '0193a5f0-7c00-7000-8000-000000000102', status: 'review', due_at: iso(-2880) }),
    request({ id: '0193a5f0-7c00-7000-8000-000000000103', status: 'missed', due_at: iso(-4320) }),
  ],
  unread_count: 2,
  ...more,
})

const tokens = () => ({
  access_token: 'access',
  access_expires_at: iso(10),
  refresh_token: `refresh-${Math.random()}`,
  server_time: iso(0),
})

/** Answers the contract. `world` may be changed while the page is open; what was sent is kept in `world.sent`. */
export async function serve(context, world) {
  world.sent ??= []
  const answers = {
    'POST /v1/activations': () => ({ ...tokens(), device_id: 'd', person: { id: 'p', name: '王建国' } }),
    'POST /v1/tokens': tokens,
    'GET /v1/today': () => world.today ?? today(),
    'GET /v1/me': () => ({
      person: { id: 'p', name: '王建国', number: 'CY-2026-0031', level: 'ordinary' },
      station: { id: 's', name: '朝阳司法所' },
      device: { id: 'd', name: 'Android 13, Chrome 120' },
    }),
    'GET /v1/messages': () => ({
      items: ['checkin_open', 'rollcall_ring', 'checkin_decided'].map((kind, i) => ({
        id: `0193a5f0-7c00-7000-8000-00000000020${i}`,
        kind,
        subject_id: requestId,
        created_at: iso(-i * 300),
        opened_at: i === 0 ? null : iso(-1),
      })),
      next_cursor: null,
    }),
    'GET /v1/push/config': () => ({ vapid_public_key: '', fcm: false }),
  }
  const route = async (r) => {
    const q = r.request()
    const { pathname } = new URL(q.url())
    if (world.offline) return r.abort('internetdisconnected')
    world.sent.push({ method: q.method(), path: pathname, headers: q.headers(), body: q.postDataBuffer() })
    const headers = { 'X-Server-Time': new Date().toISOString(), 'Content-Type': 'application/json' }
    const fulfil = (status, body) => r.fulfill({ status, headers, body: JSON.stringify(body) })
    if (world.refuse?.[pathname]) return fulfil(world.refuse[pathname].status, world.refuse[pathname])
    if (pathname.endsWith('/submission'))
      return fulfil(201, {
        id: 'x',
        request_id: requestId,
        outcome: 'review',
        received_at: iso(0),
        findings: [
          { code: 'in_time', weight: 'fact', evidence: 'received_at', value: 2500 },
          { code: 'face_not_checked', weight: 'asks', evidence: 'photo', value: 0 },
          { code: 'fence_cannot_tell', weight: 'asks', evidence: 'location', value: 120 },
        ],
      })
    if (pathname.endsWith('/receipts')) return r.fulfill({ status: 204, headers })
    if (pathname.endsWith('/join')) return fulfil(200, { ticket: 't', signal_path: '/signal', expires_at: iso(1) })
    if (pathname.startsWith('/v1/checkin-requests/')) return fulfil(200, world.request ?? request())
    const answer = answers[`${q.method()} ${pathname}`]
    return answer ? fulfil(200, answer()) : fulfil(404, { code: 'request.not_found', status: 404 })
  }
  await context.route('**/v1/**', route)
}

/** The server's end of a roll call: it answers in the page itself, so that real pictures flow. */
export async function serveRoom(page, room) {
  await page.addInitScript(() => {
    globalThis.answerOffer = async (sdp, restart) => {
      if (restart) {
        await globalThis.far.setRemoteDescription({ type: 'offer', sdp })
        await globalThis.far.setLocalDescription(await globalThis.far.createAnswer())
        return { sdp: globalThis.far.localDescription.sdp, ...globalThis.mids }
      }
      globalThis.far?.close()
      const pc = new RTCPeerConnection()
      globalThis.far = pc
      pc.onicecandidate = (e) => globalThis.farCandidate?.(e.candidate?.toJSON() ?? null)
      await pc.setRemoteDescription({ type: 'offer', sdp })
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
      const c = canvas.getContext('2d')
      setInterval(() => {
        c.fillStyle = `hsl(${(performance.now() / 20) % 360} 40% 40%)`
        c.fillRect(0, 0, 640, 480)
      }, 100)
      const [track] = canvas.captureStream(10).getVideoTracks()
      const own = pc.getTransceivers().filter((t) => t.receiver.track.kind === 'video')[1]
      own.direction = 'sendonly'
      await own.sender.replaceTrack(track)
      await pc.setLocalDescription(await pc.createAnswer())
      await new Promise((done) => {
        if (pc.iceGatheringState === 'complete') return done()
        pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && done()
      })
      const mids = pc.getTransceivers().map((t) => t.mid)
      globalThis.mids = { slots: [mids[2]], audio_mid: mids[0] }
      return { sdp: pc.localDescription.sdp, ...globalThis.mids }
    }
    globalThis.takeCandidate = (c) =>
      globalThis.far?.addIceCandidate({
        candidate: c.candidate ?? '',
        sdpMid: c.sdp_mid,
        sdpMLineIndex: c.sdp_m_line_index,
      })
  })
  room.heard = []
  await page.exposeFunction('farCandidate', (c) =>
    room.say?.('ice.candidate', {
      candidate: c?.candidate ?? null,
      sdp_mid: c?.sdpMid ?? null,
      sdp_m_line_index: c?.sdpMLineIndex ?? null,
    }),
  )
  await page.routeWebSocket('**/signal', (ws) => {
    room.say = (type, data = {}) => ws.send(JSON.stringify({ type, data }))
    room.cut = (code) => ws.close({ code })
    ws.onMessage(async (text) => {
      const m = JSON.parse(text)
      room.heard.push(m)
      let data = {}
      if (m.type === 'session.hello')
        data = {
          version: 1,
          role: 'phone',
          peer_id: 'p',
          resume_token: 'r',
          resumed: 'resume_token' in m.data,
          ice_servers: [],
          server_time: new Date().toISOString(),
          roll_call: { id: callId, title: '', station_name: '朝阳司法所', state: 'lobby' },
          slots_max: 26,
          self: { person_id: 'p', presence: 'connecting', mark: null },
        }
      if (m.type === 'sdp.offer') data = await page.evaluate((d) => globalThis.answerOffer(d.sdp, d.restart), m.data)
      if (m.type === 'ice.candidate') page.evaluate((c) => globalThis.takeCandidate(c), m.data).catch(() => undefined)
      ws.send(JSON.stringify({ type: 'ack', re: m.id, data }))
    })
  })
}
