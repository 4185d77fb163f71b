import { defineConfig } from 'vite'

export default defineConfig({
  base: '/reference/',
  build: {
    emptyOutDir: false, // tools/clean.mjs has done it and kept .gitkeep
    target: ['chrome100', 'firefox100', 'safari15.4'],
    chunkSizeWarningLimit: 2000, // the viewer is one file, loaded by whoever opens the reference
    assetsInlineLimit: 0, // the page's policy allows no data: scripts or styles
  },
})
