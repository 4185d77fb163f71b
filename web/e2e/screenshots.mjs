// Pictures of the real thing for the docs, but for those that show somebody's face: runs the station's morning and keeps the pictures that docs show.
import { execFileSync } from 'node:child_process'
import { copyFile, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

execFileSync(process.execPath, [here('run.mjs')], { stdio: 'inherit' })
await mkdir(here('../../docs/images'), { recursive: true })
for (const name of [
  'console-desk',
  'console-plan',
  'console-plans',
  'console-assign',
  'console-witness',
  'console-ladder',
  'phone-surroundings',
  'phone-papers',
  'console-leave',
  'console-appeal',
  'phone-sealed',
  'phone-leave',
  'phone-appeal',
  'console-called',
  'console-sheet',
  'phone-today',
  'phone-checkin',
  'phone-called',
])
  await copyFile(here(`../../test/browser/out/${name}.png`), here(`../../docs/images/${name}.png`))
