// What the tabs of one browser tell each other. Tabs of other officers hear it from the server.
import type { Language } from '../../../shared/i18n/init'

export type News =
  | { kind: 'signed-out' }
  | { kind: 'signed-in'; member: string }
  | { kind: 'language'; to: Language }
  | { kind: 'decided' }

const name = 'diandao.console'
const me = crypto.randomUUID()

/** Tells the other tabs. A browser without channels has tabs that find out by their next request. */
export function announce(news: News) {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(name)
  channel.postMessage({ ...news, from: me })
  channel.close()
}

/** Hears what other tabs tell. Returns how to stop. */
export function hearTabs(on: (news: News) => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<News & { from: string }>) => {
    if (data.from !== me) on(data)
  }
  return () => channel.close()
}
