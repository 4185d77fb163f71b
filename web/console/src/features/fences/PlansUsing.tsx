import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { NamedFence } from '../../lib/fences'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'
import { More } from '../../ui/More'
import { Problem } from '../../ui/Problem'
import { listFencePlans } from './api'
import styles from './fences.module.css'

/** The running plans that were made with a fence; those with an older copy can be given the newest. */
export function PlansUsing({ fence }: { fence: NamedFence }) {
  const { t } = useTranslation('fences')
  const common = useTranslation('common')
  const { may } = useSession()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const pages = usePages(['fence', 'plans', fence.id], listFencePlans(fence.id))
  const old = pages.items.filter((p) => !p.is_current).slice(0, 200)
  const refresh = useWrite(
    (plans: Schemas['SeenPlan'][], header) =>
      body(api.POST('/console/v1/fences/{id}/plans', { params: { path: { id: fence.id }, header }, body: { plans } })),
    {
      onSuccess: ({ items }) => {
        const done = items.filter((i) => i.effect === 'refreshed').length
        const left = items.filter((i) => i.effect === 'was_changed' || i.effect === 'not_served').length
        message.success(left ? t('refreshed_some', { done, left }) : t('refreshed', { done }))
        for (const queryKey of [['fence'], ['person']]) queries.invalidateQueries({ queryKey })
      },
    },
  )
  return (
    <section data-testid="fence-plans">
      <h3>{t('plans')}</h3>
      <Problem error={pages.error} retry={() => pages.refetch()} />
      {pages.items.length === 0 && !pages.isPending ? <p className={styles.hint}>{t('no_plans')}</p> : null}
      <ul className={styles.plans}>
        {pages.items.map((p) => (
          <li key={p.plan_id}>
            <Link to="/persons/$id" params={{ id: p.person.id }}>
              {p.person.masked ? common.t('minor') : p.person.name} {p.person.number}
            </Link>
            <span>{p.title}</span>
            <span className={styles.hint}>{p.station.name}</span>
            <Tag>{p.is_current ? t('current') : t('older', { n: p.fence_version })}</Tag>
          </li>
        ))}
      </ul>
      <More pages={pages} />
      {old.length > 0 && may('plan.write') && !fence.archived_at ? (
        <>
          <p className={styles.hint}>{t('refresh_note')}</p>
          <Button
            loading={refresh.isPending}
            data-testid="fence-refresh"
            onClick={() => refresh.mutate(old.map((p) => ({ plan_id: p.plan_id, version: p.version })))}
          >
            {t('refresh', { count: old.length })}
          </Button>
        </>
      ) : null}
      <Problem error={refresh.error} />
    </section>
  )
}
