// Checks what the first screens weigh, gzipped, from Vite's manifests: the entry and all it imports at once.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const web = new URL('..', import.meta.url)
const limits = { console: { js: 400, css: 20 }, phone: { js: 150, css: 10 } } // kB

/** The files the browser loads before the first screen. */
function firstFiles(manifest) {
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
  const seen = new Set()
  const walk = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key].imports ?? []) walk(next)
  }
  walk(entry)
  const chunks = [...seen].map((key) => manifest[key])
  return { js: chunks.map((c) => c.file), css: [...new Set(chunks.flatMap((c) => c.css ?? []))] }
}

function kilobytes(app, files) {
  let sum = 0
  for (const file of files) sum += gzipSync(readFileSync(new URL(`${app}/dist/${file}`, web))).length
  return sum / 1000
}

/** What the map weighs once one is on the screen: its chunk, and the worker that it starts. */
const mapLimits = { map: 300, worker: 150 }
function mapFiles() {
  const manifest = JSON.parse(readFileSync(new URL('console/dist/.vite/manifest.json', web), 'utf8'))
  const engine = Object.values(manifest).find((chunk) => chunk.name === 'mapEngine')
  const worker = readdirSync(new URL('console/dist/assets/', web)).find((f) => /^maplibre-gl-worker.*js$/.test(f))
  const first = new Set(firstFiles(manifest).js)
  const more = (engine?.imports ?? []).map((key) => manifest[key].file).filter((file) => !first.has(file))
  return { map: engine ? [engine.file, ...more] : [], worker: worker ? [`assets/${worker}`] : [] }
}

let bad = false
for (const [app, limit] of Object.entries(limits)) {
  const file = new URL(`${app}/dist/.vite/manifest.json`, web)
  if (!existsSync(file)) {
    console.error(`${app}: not built; run npm run build first`)
    bad = true
    continue
  }
  const first = firstFiles(JSON.parse(readFileSync(file, 'utf8')))
  for (const kind of ['js', 'css']) {
    const size = kilobytes(app, first[kind])
    const over = size > limit[kind]
    bad ||= over
    console.log(`${app} ${kind}: ${size.toFixed(1)} kB of ${limit[kind]}${over ? ' TOO LARGE' : ''}`)
  }
}
if (!bad) {
  for (const [part, files] of Object.entries(mapFiles())) {
    const size = kilobytes('console', files)
    const over = files.length === 0 || size > mapLimits[part]
    bad ||= over
    console.log(`console ${part}: ${size.toFixed(1)} kB of ${mapLimits[part]}${over ? ' TOO LARGE' : ''}`)
  }
}
process.exit(bad ? 1 : 0)
