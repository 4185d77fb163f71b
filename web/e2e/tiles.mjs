// A base map of our own: squares whose numbers are their colours, with a cross where a point lies on it.
import { createServer } from 'node:http'
import { crc32, deflateSync } from 'node:zlib'

const size = 256

/** A point of the map in pixels from its north-western corner, by Web Mercator. */
export function pixelOf({ lat, lng }, zoom, tile = size) {
  const world = tile * 2 ** zoom
  const y = Math.asinh(Math.tan((lat * Math.PI) / 180))
  return { x: ((lng + 180) / 360) * world, y: ((1 - y / Math.PI) / 2) * world }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A PNG of `size` by `size`, each pixel by its colour. */
function png(colour) {
  const rows = Buffer.alloc(size * (size * 3 + 1))
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) rows.set(colour(x, y), y * (size * 3 + 1) + 1 + x * 3)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Serves tiles with a green cross at `mark`, a place as the pictures show it. */
export async function startTiles(mark) {
  const asked = []
  const server = createServer((request, answer) => {
    const [, z, x, y] = request.url.match(/^\/(\d+)\/(\d+)\/(\d+)\.png$/)?.map(Number) ?? []
    if (z === undefined) return answer.writeHead(404).end()
    asked.push([z, x, y])
    const at = pixelOf(mark, z)
    const light = (x + y) % 2 ? 232 : 244
    const picture = png((px, py) => {
      const dx = Math.abs(x * size + px - at.x)
      const dy = Math.abs(y * size + py - at.y)
      if ((dx < 2 && dy < 40) || (dy < 2 && dx < 40)) return [0, 160, 60]
      return px === 0 || py === 0 ? [200, 205, 212] : [light, light, light - 8]
    })
    answer.writeHead(200, { 'Content-Type': 'image/png', 'Access-Control-Allow-Origin': '*' }).end(picture)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/{z}/{x}/{y}.png`,
    asked,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
