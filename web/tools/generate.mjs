// Writes shared/api/*.d.ts and shared/signalling/messages.d.ts from the contracts in ../api. It runs on TypeScript 5, which openapi-typescript needs.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const header = '// Generated from api/NAME.yaml by `npm run generate`. Do not edit.\n\n'
for (const name of ['console', 'mobile']) {
  const ast = await openapiTS(new URL(`../../api/${name}.yaml`, import.meta.url), { alphabetize: true })
  const file = new URL(`../shared/api/${name}.d.ts`, import.meta.url)
  writeFileSync(file, header.replace('NAME', name) + astToString(ast))
}

// The schema of signalling, dressed as a contract that has schemas only.
const schema = JSON.parse(
  readFileSync(new URL('../../api/signaling.schema.json', import.meta.url), 'utf8').replaceAll(
    '#/$defs/',
    '#/components/schemas/',
  ),
)
const dressed = {
  openapi: '3.1.0',
  info: { title: schema.title, version: '1' },
  paths: {},
  components: { schemas: schema.$defs },
}
writeFileSync(
  new URL('../shared/signalling/messages.d.ts', import.meta.url),
  header.replace('NAME.yaml', 'signaling.schema.json') + astToString(await openapiTS(dressed, { alphabetize: true })),
)
