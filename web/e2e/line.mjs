// A line between a phone or a desk and the server that can be cut in the middle of one request, or of one message of a
// websocket: before it has arrived, or between its arrival and its answer.
import { connect, createServer } from 'node:net'
import { readTexts } from './frames.mjs'

const isSocket = (head) => /^upgrade: *websocket/im.test(head)

/** What a chunk asks, one label each: the head of a request, or `SAY type id` of a message. */
function reader() {
  let read // once it is a websocket
  return (chunk) => {
    if (read) return read(chunk).map((text) => label(JSON.parse(text)))
    const head = chunk.toString('latin1')
    if (isSocket(head)) read = readTexts()
    return [head]
  }
}

const label = ({ type, id }) => `SAY ${type} ${id}`

/** Opens the line; `address` stands for the server. */
export async function openLine(url) {
  const { hostname, port } = new URL(url)
  const open = new Set()
  const requests = []
  const said = []
  const resumed = []
  const sockets = new Set() // of websockets
  let isCut = false
  let isBarred = false
  let wanted // { pattern, loses: 'request' | 'answer', hit }
  const end = (...sockets) => {
    for (const s of sockets) s.destroy()
  }
  const note = (asked) => {
    if (asked.startsWith('SAY ')) said.push(asked)
    const request = asked.match(/^[A-Z]+ \S+(?= HTTP)/)
    if (request) requests.push(request[0])
    const last = asked.match(/^last-event-id: *(\S+)/im)
    if (last) resumed.push(last[1])
  }
  const door = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(Number(port), hostname)
    open.add(near)
    const read = reader()
    let losing // what is asked and its answer is lost
    let heldBack = ''
    near.on('data', (chunk) => {
      for (const asked of read(chunk)) {
        note(asked)
        if (isSocket(asked)) {
          if (isBarred) return near.destroy()
          sockets.add(near)
        }
        if (!wanted || losing || !wanted.pattern.test(asked.slice(0, 400))) continue
        if (wanted.loses === 'request') return cut()
        losing = asked
      }
      far.write(chunk)
    })
    far.on('data', (chunk) => {
      if (!losing) return near.write(chunk)
      // The server has done it; the other side never hears of it, nor of what a websocket would tell before.
      heldBack += chunk.toString('latin1')
      const [says, , id] = losing.split(' ')
      if (says !== 'SAY' || heldBack.includes(`"re":"${id}"`)) cut()
    })
    for (const s of [near, far]) {
      s.on('error', () => end(near, far))
      s.on('close', () => {
        open.delete(near)
        sockets.delete(near)
        end(near, far)
      })
    }
  })
  function cut() {
    isCut = true
    const hit = wanted?.hit
    wanted = undefined
    end(...open)
    hit?.()
  }
  await new Promise((resolve) => door.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${door.address().port}`,
    /** Method and path of what was asked, in order; also by a service worker. */
    requests,
    /** `SAY type id` of the messages on websockets, in order. */
    said,
    /** The numbers of the last hints that event streams came back with, in order. */
    resumed,
    /** Cuts the line in the middle of the next request or message that matches; resolves when it has happened, but not after 30 s. */
    loseNext: (pattern, loses) =>
      new Promise((hit, refuse) => {
        wanted = { pattern, loses, hit }
        setTimeout(refuse, 30_000, new Error(`${pattern} was never sent`)).unref()
      }),
    /** Ends all websockets and lets none through, as some networks do; other requests go on. */
    bar() {
      isBarred = true
      end(...sockets)
    },
    unbar() {
      isBarred = false
    },
    /** Cuts all that is under way, and lets nothing through until it is mended. */
    cut: () => cut(),
    mend() {
      isCut = false
    },
    close() {
      end(...open)
      door.close()
    },
  }
}
