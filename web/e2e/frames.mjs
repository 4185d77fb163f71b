// What a client says on a websocket, read from the bytes on its way.

/** Returns a reader of the texts (RFC 6455, sections 5.2 and 5.4) that each chunk completes. */
export function readTexts() {
  let rest = Buffer.alloc(0)
  let parts = [] // of a text that came in several frames
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const texts = []
    for (let frame = next(rest); frame; frame = next(rest)) {
      if (!frame.isControl) parts.push(frame.payload)
      if (!frame.isControl && frame.isLast) {
        texts.push(Buffer.concat(parts).toString())
        parts = []
      }
      rest = rest.subarray(frame.length)
    }
    return texts
  }
}

/** The first whole frame of some bytes. */
function next(bytes) {
  if (bytes.length < 2) return undefined
  const isMasked = (bytes[1] & 0x80) !== 0
  const short = bytes[1] & 0x7f
  const wide = { 126: 2, 127: 8 }[short] ?? 0
  const begin = 2 + wide + (isMasked ? 4 : 0)
  if (bytes.length < begin) return undefined
  const size = wide === 8 ? Number(bytes.readBigUInt64BE(2)) : wide === 2 ? bytes.readUInt16BE(2) : short
  if (bytes.length < begin + size) return undefined
  const payload = Buffer.from(bytes.subarray(begin, begin + size))
  if (isMasked) for (let n = 0; n < size; n++) payload[n] ^= bytes[begin - 4 + (n % 4)]
  return { isLast: (bytes[0] & 0x80) !== 0, isControl: (bytes[0] & 0x08) !== 0, payload, length: begin + size }
}
