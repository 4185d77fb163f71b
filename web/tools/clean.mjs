// Empties a build folder but keeps .gitkeep, by which Go embeds the folder before anything is built.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const dir = process.argv[2]
mkdirSync(dir, { recursive: true })
for (const name of readdirSync(dir)) {
  if (name !== '.gitkeep') rmSync(join(dir, name), { recursive: true })
}
