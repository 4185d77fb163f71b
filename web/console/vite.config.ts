import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { opening } from '../shared/opening/plugin'

export default defineConfig({
  base: '/console/',
  plugins: [react(), opening('/console/')],
  worker: { format: 'es' }, // the map's
  build: {
    emptyOutDir: false, // tools/clean.mjs has done it and kept .gitkeep
    manifest: true,
    target: ['chrome100', 'firefox100', 'safari15.4'],
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // What is loaded before the first screen is two files and not one for each module that a later screen shares:
        // over HTTP/1.1 a browser asks for six at a time, and each round costs the line's latency. Libraries stand apart,
        // since they change less often.
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
            { name: 'first', tags: ['$initial'], test: /(?<![\\/]main)\.(tsx?|json)$/ },
          ],
        },
      },
    },
    assetsInlineLimit: 0, // the page's policy allows no data: scripts or styles
  },
  server: { proxy: { '/console/v1': 'http://127.0.0.1:8080', '/signal': { target: 'ws://127.0.0.1:8080', ws: true } } },
})
