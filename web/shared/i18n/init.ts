// One i18next per app: Chinese is bundled, English is loaded when it is asked for.
import i18next, { type i18n, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'

export type Language = 'zh-CN' | 'en'
type Namespaces = Record<string, object>

const key = 'diandao.language'

/** The language chosen on this device before; Chinese otherwise. */
export function storedLanguage(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN' // storage is closed
  }
}

/** Makes the app's i18next. `loadEnglish` brings the English words, each namespace as in `zh`. */
export async function startI18n(zh: Namespaces, loadEnglish: () => Promise<Namespaces>): Promise<i18n> {
  const instance = i18next.createInstance()
  await instance.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    ns: Object.keys(zh),
    defaultNS: 'common',
    resources: { 'zh-CN': zh } as Resource,
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  })
  if (storedLanguage() === 'en') await switchLanguage(instance, 'en', loadEnglish)
  else markDocument('zh-CN')
  return instance
}

/** Switches the language, loading its words first, and remembers it on this device. */
export async function switchLanguage(instance: i18n, to: Language, loadEnglish: () => Promise<Namespaces>) {
  if (to === 'en' && !instance.hasResourceBundle('en', 'common')) {
    for (const [ns, words] of Object.entries(await loadEnglish())) instance.addResourceBundle('en', ns, words)
  }
  await instance.changeLanguage(to)
  markDocument(to)
  try {
    localStorage.setItem(key, to)
  } catch {
    // storage is closed: the choice lasts as long as the page
  }
}

function markDocument(language: Language) {
  if (typeof document !== 'undefined') document.documentElement.lang = language
}
