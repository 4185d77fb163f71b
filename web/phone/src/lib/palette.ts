// Light or dark: as the phone has it, or as the person wishes.
export const palettes = ['system', 'light', 'dark'] as const
export type Palette = (typeof palettes)[number]

const key = 'diandao.palette'
const wishesDark = () => typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches

/** What the person has chosen. */
export function chosenPalette(): Palette {
  try {
    return palettes.find((p) => p === localStorage.getItem(key)) ?? 'system'
  } catch {
    return 'system' // storage is closed
  }
}

function show(palette: Palette) {
  const isDark = palette === 'dark' || (palette === 'system' && wishesDark())
  const root = document.documentElement
  root.classList.toggle('dark', isDark)
  root.style.colorScheme = isDark ? 'dark' : 'light'
  if (isDark) root.setAttribute('data-prefers-color-scheme', 'dark')
  else root.removeAttribute('data-prefers-color-scheme')
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', isDark ? '#10161d' : '#1458b8')
}

/** Puts the palette on the document and keeps the choice. */
export function choosePalette(palette: Palette) {
  show(palette)
  try {
    localStorage.setItem(key, palette)
  } catch {
    // storage is closed: the choice lasts as long as the page
  }
}

/** Puts the palette on the document before the first paint, and follows the phone. */
export function startPalette() {
  show(chosenPalette())
  if (typeof matchMedia !== 'function') return
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(chosenPalette()))
}
