// A line between a phone and the server that can be cut in the middle of one request: before it has arrived, or
// between its arrival and its answer.
import { connect, createServer } from 'node:net'

/** Opens the line; `address` stands for the server. */
export async function openLine(url) {
  const { hostname, port } = new URL(url)
  const open = new Set()
  const requests = []
  const resumed = []
  let isCut = false
  let wanted // { pattern, loses: 'request' | 'answer', hit }
  const end = (...sockets) => {
    for (const s of sockets) s.destroy()
  }
  const door = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(Number(port), hostname)
    open.add(near)
    let isLosing = false
    near.on('data', (chunk) => {
      const asked = chunk.toString('latin1', 0, 400).match(/^[A-Z]+ \S+(?= HTTP)/)
      if (asked) requests.push(asked[0])
      const last = chunk.toString('latin1').match(/^last-event-id: *(\S+)/im)
      if (last) resumed.push(last[1])
      if (wanted && !isLosing && wanted.pattern.test(chunk.toString('latin1', 0, 400))) {
        if (wanted.loses === 'request') return cut()
        isLosing = true
      }
      far.write(chunk)
    })
    far.on('data', (chunk) => {
      if (isLosing) return cut() // the server has done it; the phone never hears of it
      near.write(chunk)
    })
    for (const s of [near, far]) {
      s.on('error', () => end(near, far))
      s.on('close', () => {
        open.delete(near)
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
    /** The numbers of the last hints that event streams came back with, in order. */
    resumed,
    /** Cuts the line in the middle of the next request that matches; resolves when it has happened. */
    loseNext: (pattern, loses) =>
      new Promise((hit) => {
        wanted = { pattern, loses, hit }
      }),
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
