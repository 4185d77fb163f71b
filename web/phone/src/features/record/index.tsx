import { body } from '@diandao/shared/api/client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { AsOf } from '../../ui/AsOf'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { Held, Terms } from './About'
import { CheckinRow, useCheckins } from './Checkins'
import { RollCallRow, useRollCalls } from './RollCalls'
import { Sanctions } from './Sanctions'

/** How many of a list the record itself shows; the list has them all. */
const SHOWN = 5

/** Everything held about the person: check-ins and roll calls, sanctions, the rules, what is kept and who looked. */
export default function Record() {
  const { t } = useTranslation()
  const checkins = useCheckins()
  const calls = useRollCalls()
  const record = useKept('record', () => body(api.GET('/v1/record')))
  if (checkins.first.isPending || calls.first.isPending || record.isPending) return <Loading />
  const lists = [
    ['/appeals', 'appeal:mine'],
    ['/leave', 'leave:title'],
    ['/record/timeline', 'record:timeline'],
    ['/looks', 'record:looks'],
    ['/draws', 'draws:open'],
  ] as const
  return (
    <Screen title={t('record:title')} lead={t('record:lead')}>
      <Newest
        pages={checkins}
        title={t('record:checkins')}
        empty={t('record:empty')}
        all={t('record:checkins_all')}
        path="/record/checkins"
        row={(r) => <CheckinRow key={r.id} request={r} />}
      />
      <Newest
        pages={calls}
        title={t('record:roll_calls')}
        empty={t('record:no_roll_calls')}
        all={t('record:roll_calls_all')}
        path="/record/roll-calls"
        row={(r) => <RollCallRow key={r.id} call={r} />}
      />
      <h2>{t('record:more')}</h2>
      <ul className="list">
        {lists.map(([href, word]) => (
          <li key={href}>
            <Link href={href} className="item" data-testid={`record-${href.split('/').at(-1)}`}>
              {t(word)}
            </Link>
          </li>
        ))}
      </ul>
      <Unloaded error={record.error} onRetry={() => record.refetch()} />
      {record.data && (
        <>
          <Sanctions record={record.data.data} />
          <Terms terms={record.data.data.terms} />
          <Held items={record.data.data.held} />
        </>
      )}
    </Screen>
  )
}

interface NewestProps<T> {
  pages: Pick<ReturnType<typeof import('../../lib/pages').usePages<T>>, 'first' | 'items'>
  title: string
  empty: string
  all: string
  path: string
  row: (item: T) => ReactNode
}

/** The newest of a list, and the way to all of it. */
function Newest<T>({ pages: { first, items }, title, empty, all, path, row }: NewestProps<T>) {
  return (
    <section data-testid={`newest-${path.split('/').at(-1)}`}>
      <h2>{title}</h2>
      <Unloaded error={first.error} onRetry={() => first.refetch()} />
      <AsOf staleAt={first.data?.staleAt ?? 0} />
      {items?.length === 0 && <p>{empty}</p>}
      {items && items.length > 0 && (
        <ul className="list">
          {items.slice(0, SHOWN).map(row)}
          <li>
            <Link href={path} className="item all" data-testid={`all-${path.split('/').at(-1)}`}>
              {all}
            </Link>
          </li>
        </ul>
      )}
    </section>
  )
}
