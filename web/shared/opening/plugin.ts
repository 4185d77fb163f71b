import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Puts opening.js before the scripts of an app that is built, so that a page whose app does not come says so. */
export function opening(base: string): Plugin {
  return {
    name: 'opening',
    apply: 'build',
    generateBundle() {
      const source = readFileSync(new URL('./opening.js', import.meta.url))
      this.emitFile({ type: 'asset', fileName: 'opening.js', source })
    },
    // before the app's scripts are asked for, so that none can fail unheard
    transformIndexHtml: (html) => html.replace('<title>', `<script src="${base}opening.js"></script>\n    <title>`),
  }
}
