import type { i18n } from 'i18next'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { loadLater } from '../i18n'
import { screenOf } from './screenOf'

type Module<K extends string> = Record<K, ComponentType>

/** Makes known the words that are not there yet. */
function add(i18n: i18n, words: Record<string, object>) {
  for (const [ns, texts] of Object.entries(words))
    if (!i18n.hasResourceBundle('zh-CN', ns)) i18n.addResourceBundle('zh-CN', ns, texts)
}

/** A screen whose words are known before it is drawn. */
function Worded({ words, screen: Screen }: { words: Record<string, object>; screen: ComponentType }) {
  const { i18n } = useTranslation()
  add(i18n, words)
  return <Screen />
}

/** Loads a screen together with the words that come later. */
const worded =
  <K extends string>(load: () => Promise<Module<K>>, name: K) =>
  async (): Promise<Module<K>> => {
    const [module, words] = await Promise.all([load(), loadLater()])
    return { [name]: () => <Worded words={words} screen={module[name]} /> } as unknown as Module<K>
  }

/** screenOf for a screen whose words come later. */
export const laterScreenOf = <K extends string>(load: () => Promise<Module<K>>, name: K) =>
  screenOf(worded(load, name), name)
