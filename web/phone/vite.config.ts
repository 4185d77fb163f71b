import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { opening } from '../shared/opening/plugin'
import words from './src/i18n/zh-CN/notice.json' with { type: 'json' }

export default defineConfig({
  base: '/phone/',
  plugins: [
    react(),
    opening('/phone/'),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      registerType: 'prompt',
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'] },
      manifest: {
        id: '/phone/',
        name: words.app,
        short_name: words.app,
        lang: 'zh-CN',
        start_url: '/phone/',
        scope: '/phone/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#f3f5f8',
        theme_color: '#1458b8',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  build: {
    emptyOutDir: false, // tools/clean.mjs has done it and kept .gitkeep
    manifest: true,
    target: ['chrome87', 'firefox100', 'safari14'],
    assetsInlineLimit: 0, // the page's policy allows no data: scripts or styles
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/signal': { target: 'ws://127.0.0.1:8080', ws: true } } },
})
