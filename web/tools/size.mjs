// Checks what the screens weigh, gzipped, from Vite's manifests: the first one with all it imports at once, and what
// later ones add to it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const web = new URL('..', import.meta.url)

// kB; a later part is named by the module that is loaded when it is needed
const limits = {
  console: {
    first: { js: 400, css: 20 },
    later: {
      'src/features/attendance/Trend.tsx': 220,
      'src/features/attendance/HeatMap.tsx': 220,
      'src/ui/mapEngine.ts': 300,
    },
    others: 260,
  },
  phone: {
    first: { js: 150, css: 10 },
    later: { 'src/features/checkin/index.tsx': 60, 'src/features/rollcall/index.tsx': 40, 'src/lib/outbox.ts': 35 },
    others: 60,
  },
}
const mapWorker = 150
const phoneWorker = 50

/** A chunk and all that it imports at once. */
function reach(manifest, key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) reach(manifest, next, seen)
  return seen
}

function kilobytes(app, files) {
  let sum = 0
  for (const file of files) sum += gzipSync(readFileSync(new URL(`${app}/dist/${file}`, web))).length
  return sum / 1000
}

let bad = false
function check(name, size, limit, isQuiet = false) {
  const over = size > limit
  bad ||= over
  if (over || !isQuiet) console.log(`${name}: ${size.toFixed(1)} kB of ${limit}${over ? ' TOO LARGE' : ''}`)
}

function checkFirst(app, chunks) {
  const files = { js: chunks.map((c) => c.file), css: [...new Set(chunks.flatMap((c) => c.css ?? []))] }
  for (const kind of ['js', 'css']) check(`${app} ${kind}`, kilobytes(app, files[kind]), limits[app].first[kind])
}

function checkLater(app, manifest, first) {
  const { later, others } = limits[app]
  for (const key of Object.keys(later))
    if (!manifest[key]?.isDynamicEntry) throw new Error(`${app}: nothing loads ${key}`)
  for (const [key, chunk] of Object.entries(manifest)) {
    if (!chunk.isDynamicEntry) continue
    const added = [...reach(manifest, key)].filter((k) => !first.has(k)).map((k) => manifest[k].file)
    check(`${app} ${chunk.name}`, kilobytes(app, added), later[key] ?? others, !later[key])
  }
}

for (const app of Object.keys(limits)) {
  const file = new URL(`${app}/dist/.vite/manifest.json`, web)
  if (!existsSync(file)) {
    console.error(`${app}: not built; run npm run build first`)
    process.exit(1)
  }
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const first = reach(
    manifest,
    Object.keys(manifest).find((key) => manifest[key].isEntry),
  )
  checkFirst(
    app,
    [...first].map((key) => manifest[key]),
  )
  checkLater(app, manifest, first)
}
const worker = readdirSync(new URL('console/dist/assets/', web)).find((f) => /^maplibre-gl-worker.*js$/.test(f))
check('console map worker', kilobytes('console', [`assets/${worker}`]), mapWorker)
check('phone worker', kilobytes('phone', ['sw.js']), phoneWorker)
process.exit(bad ? 1 : 0)
