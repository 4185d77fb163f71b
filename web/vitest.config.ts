import { defineConfig } from 'vitest/config'

// Node 20 lacks Map.groupBy, with which vitest prints what failed.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

export default defineConfig({
  test: {
    include: ['{console,phone}/src/**/*.test.ts', '{shared,tools}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    environment: 'node',
    testTimeout: 30_000, // a busy machine is no fault
    env: { TZ: 'Asia/Shanghai' },
  },
})
