// Writes shared/api/*.d.ts from the contracts in ../api. It runs on TypeScript 5, which openapi-typescript needs.
import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const header = '// Generated from api/NAME.yaml by `npm run generate`. Do not edit.\n\n'
for (const name of ['console', 'mobile']) {
  const ast = await openapiTS(new URL(`../../api/${name}.yaml`, import.meta.url), { alphabetize: true })
  const file = new URL(`../shared/api/${name}.d.ts`, import.meta.url)
  writeFileSync(file, header.replace('NAME', name) + astToString(ast))
}
