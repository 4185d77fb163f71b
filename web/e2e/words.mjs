// Are all words of a screen in the reader's language? What the server sent as data (names, titles) may be in another.
const MAY_BE_CHINESE = ['中文', '点到']
const MAY_BE_LATIN = new Set(
  'Diandao English CSV XLSX PDF GPS WebGL Chromium SMS FCM ICP API WebM UTC URL SHA Esc Enter Shift Ctrl Tab'.split(
    ' ',
  ),
)

/** Remembers what the server sends to a page; call it before the first goto. */
export function hear(page) {
  const heard = []
  const reading = new Set()
  page.on('response', (r) => {
    const type = r.headers()['content-type'] ?? ''
    if (!/json/.test(type)) return
    const read = r.text().then(
      (text) => heard.push(text),
      () => {},
    )
    reading.add(read)
    read.then(() => reading.delete(read))
  })
  page.on('websocket', (socket) => socket.on('framereceived', (f) => heard.push(String(f.payload))))
  return { text: () => heard.join('\n'), settled: () => Promise.all(reading) }
}

/** Every visible text, and every label that is read out, of the page now. */
const textsOf = (page) =>
  page.evaluate(() => {
    const found = new Set()
    const add = (text) => text?.trim() && found.add(text.trim())
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement
      if (!holder.closest('script, style, code, pre, [aria-hidden=true], [lang]:not(html)') && holder.checkVisibility())
        add(walker.currentNode.data)
    }
    // the names that the libraries of components give their own parts say nothing of ours
    for (const e of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      if (e.checkVisibility() && !e.closest('.anticon, .ant-input-number, .ant-select-clear, [aria-hidden=true]'))
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) add(e.getAttribute(name))
    return [...found]
  })

/** What stands in the fields of the page. */
const valuesOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('input, textarea')].filter((e) => e.checkVisibility()).map((e) => e.value),
  )

const broken = /\bundefined\b|\bNaN\b|\[object |Invalid Date|\{\{|\}\}/
const rawDay = /\b\d{4}-\d\d-\d\d\b/
const rawKey = /^[a-z][A-Za-z0-9_]*([.:][a-z][A-Za-z0-9_]*)+$/

function strangeIn(text, language, data) {
  const isStrange =
    language === 'en'
      ? (text.match(/\p{Script=Han}+/gu) ?? []).filter((w) => !MAY_BE_CHINESE.includes(w) && !data.includes(w))
      : (text.match(/[A-Za-z]?[a-z]{3,}/g) ?? []).filter((w) => !MAY_BE_LATIN.has(w) && !data.includes(w))
  return isStrange
}

/** The faults in the words of the screen that is shown now, as sentences; empty when it is good. */
export async function strangeWords(page, language, name, heard) {
  const faults = []
  const texts = await textsOf(page)
  const values = await valuesOf(page)
  await heard.settled?.() // all that is shown has been sent before
  const data = heard.text()
  for (const text of [...texts, ...values])
    if (rawDay.test(text)) faults.push(`${name}: a day in figures “${text.slice(0, 80)}”`)
  for (const text of texts) {
    if (broken.test(text)) faults.push(`${name}: broken words “${text}”`)
    if (rawKey.test(text)) faults.push(`${name}: a raw key “${text}”`)
    const strange = strangeIn(text, language, data)
    if (strange.length) faults.push(`${name}: ${strange.join(', ')} in “${text.slice(0, 80)}”`)
  }
  return faults
}
