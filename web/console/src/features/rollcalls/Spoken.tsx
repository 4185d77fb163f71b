import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calledIn, isEmpty, type News, newsOf, together } from './news'
import type { Officer } from './officer'
import type { Invitee } from './roster'

/** How long news is gathered before it is said, in milliseconds: many join at once. */
const gather = 1_500
/** More than these are told by their number. */
const namedAtMost = 3

const nothing: News = { marked: [], joined: [], lost: [], hands: [] }

/** The sentences of the room. Who is under 18 is told by the place in the order, as in lists. */
function useSentences(masked: boolean) {
  const { t } = useTranslation('rollcalls')
  const status = useTranslation('status')
  const nameOf = (i: Invitee) => (masked ? t('said.minor', { number: i.seq }) : i.name)
  const some = (kind: 'joined' | 'lost' | 'hands', all: Invitee[]) => {
    if (all.length === 0) return []
    if (all.length > namedAtMost) return [t(`said.${kind}_many`, { count: all.length })]
    return [t(`said.${kind}`, { names: all.map(nameOf).join(t('comma')) })]
  }
  const marks = (all: Invitee[]) =>
    all.length > namedAtMost
      ? [t('said.marked_many', { count: all.length })]
      : all.map((i) => t('said.marked', { name: nameOf(i), mark: status.t(`outcome.${i.mark as 'present'}`) }))
  return {
    called: (i: Invitee) => t('said.called', { name: masked ? t('said.minor_bare') : i.name, number: i.seq }),
    news: (n: News) =>
      [...marks(n.marked), ...some('hands', n.hands), ...some('lost', n.lost), ...some('joined', n.joined)].join(
        t('said.end'),
      ),
  }
}

/**
 * The room for a screen reader: at once who is really called, by whomever, and when there is time what happened to
 * others.
 */
export function Spoken({ officer, masked }: { officer: Officer; masked: boolean }) {
  const [called, setCalled] = useState({ text: '', n: 0 })
  const [news, setNews] = useState({ text: '', n: 0 })
  const say = useRef(useSentences(masked))
  say.current = useSentences(masked)
  useEffect(() => {
    const { store } = officer
    let waiting = nothing
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = ''
    const tellCalled = () => {
      const entry = calledIn(store.getState())
      const key = entry?.invitee.person_id ?? '' // who is called again was not, between
      if (key === last) return
      last = key
      const text = entry ? say.current.called(entry.invitee) : ''
      setCalled((old) => ({ text, n: old.n + 1 }))
    }
    const flush = () => {
      timer = undefined
      const text = say.current.news(waiting)
      waiting = nothing
      if (text) setNews((old) => ({ text, n: old.n + 1 }))
    }
    tellCalled()
    const stop = store.subscribe((now, before) => {
      if (now.people === before.people) return
      tellCalled()
      const heard = newsOf(before, now)
      if (isEmpty(heard)) return
      waiting = together(waiting, heard)
      timer ??= setTimeout(flush, gather)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [officer])
  return (
    <>
      <p className="visually-hidden" role="alert" data-testid="said-called">
        <span key={called.n}>{called.text}</span>
      </p>
      <p className="visually-hidden" role="status" data-testid="said-news">
        <span key={news.n}>{news.text}</span>
      </p>
    </>
  )
}
