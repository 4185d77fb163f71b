import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{console,phone}/src/**/*.test.ts', '{shared,tools}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    environment: 'node',
    env: { TZ: 'Asia/Shanghai' },
  },
})
