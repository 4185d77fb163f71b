// Spreadsheets as other systems write them: CSV in GB18030, and XLSX with dates as numbers.
import { crc32 } from 'node:zlib'

const gb = new TextDecoder('gb18030')
const bytesOf = new Map()
for (let high = 0x81; high <= 0xfe; high++)
  for (let low = 0x40; low <= 0xfe; low++) {
    const char = gb.decode(new Uint8Array([high, low]))
    if (char.length === 1 && char !== '\ufffd') bytesOf.set(char, [high, low])
  }

/** Text in GB18030, of characters that have two bytes in it. */
export function gb18030(text) {
  const out = []
  for (const char of text) {
    const known = char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : bytesOf.get(char)
    if (!known) throw new Error(`not of two bytes: ${char}`)
    out.push(...known)
  }
  return Buffer.from(out)
}

/** A ZIP file without compression. */
function zip(files) {
  const parts = []
  const index = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text)
    const title = Buffer.from(name)
    const head = Buffer.alloc(26) // of what the entry and the index both say
    head.writeUInt16LE(20, 0)
    head.writeUInt32LE(crc32(data), 10)
    head.writeUInt32LE(data.length, 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt16LE(title.length, 22)
    parts.push(Buffer.from('PK\x03\x04'), head, title, data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    index.push(Buffer.from('PK\x01\x02\x14\x00'), head, tail, title)
    at += 30 + title.length + data.length
  }
  const central = Buffer.concat(index)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end])
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const cell = (value) =>
  typeof value === 'number'
    ? `<c><v>${value}</v></c>`
    : value.startsWith('=')
      ? `<c><f>${escaped(value.slice(1))}</f></c>`
      : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`

/** A workbook of one sheet; a text that begins with = is a formula. */
export function xlsx(rows) {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>'
  const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const links = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return zip({
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${links}"><Relationship Id="r1" Type="${kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${sheet}" xmlns:r="${kinds}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${links}"><Relationship Id="r1" Type="${kinds}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${sheet}"><sheetData>${rows.map((r, n) => `<row r="${n + 1}">${r.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
  })
}
