import { moment, span } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CheckinRequest, Today } from '../../lib/api'
import { BigButton } from '../../ui/BigButton'
import { Extended } from '../../ui/Extended'
import { endOf, needsOf, standing, timeOf } from './card'

interface DueProps {
  request: CheckinRequest
  now: Date
  others: number
  /** Something else is to be done before it. */
  quiet: boolean
}

/** The check-in that is due first. */
export function DueCard({ request: r, now, others, quiet }: DueProps) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const lang = i18n.language
  const late = standing(r, now) === 'late'
  const needs = needsOf(r).map((word) => t(word))
  return (
    <section className="card" data-testid="today-card">
      {late ? (
        <p className="muted">{t('today:closes', { time: timeOf(r.closes_at, lang, now) })}</p>
      ) : (
        <p className="left" role="timer">
          {t('today:left', { span: span((Date.parse(r.due_at) - now.getTime()) / 1000, lang) })}
        </p>
      )}
      <p className="big-line">{r.title || t(r.kind === 'self_initiated' ? 'today:own_title' : 'today:due')}</p>
      <p>
        {late
          ? t('today:late', { time: timeOf(r.due_at, lang, now) })
          : t('today:until', { time: moment(r.due_at, lang, now) })}
      </p>
      <Extended by={r.extended} until={endOf(r, standing(r, now))} now={now} />
      {needs.length > 0 && <p className="muted">{needs.join(' + ')}</p>}
      <BigButton quiet={quiet} testid="checkin-start" onClick={() => navigate(`/checkin/${r.id}`)}>
        {late ? t('today:start_late') : t('today:start')}
      </BigButton>
      {others > 0 && <p className="muted">{t('today:more_open', { count: others })}</p>}
    </section>
  )
}

/** The same card when nothing is due. */
export function NothingCard({ next }: { next: Today['next'][number] | undefined }) {
  const { t, i18n } = useTranslation()
  return (
    <section className="card" data-testid="today-card">
      <p className="big-line">{t('today:nothing')}</p>
      <p className="muted">
        {next ? t('today:nothing_next', { time: moment(next.opens_at, i18n.language) }) : t('today:nothing_none')}
      </p>
    </section>
  )
}
