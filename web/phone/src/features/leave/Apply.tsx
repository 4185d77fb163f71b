import { sentence } from '@diandao/shared/api/problem'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Draft } from '../../lib/outbox'
import type { Paper } from '../../lib/paper'
import { useAct } from '../../lib/useAct'
import { BigButton } from '../../ui/BigButton'
import { FilePick } from '../../ui/FilePick'
import { Screen } from '../../ui/Screen'

/** The application as it is sent: a form when papers come along. */
function draftOf(body: typeof empty, papers: Paper[]): Draft {
  const draft = { kind: 'leave', subject: '', body } as const
  if (papers.length === 0) return { ...draft, path: '/v1/leaves' }
  return { ...draft, path: '/v1/leaves/with-papers', files: { record: 'application', part: 'paper', papers } }
}

const empty = { from_day: '', to_day: '', place: '', reason: '' }

/** Asks for leave: from when to when, where to, why. */
export default function Apply() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const [values, setValues] = useState(empty)
  const [papers, setPapers] = useState<Paper[]>([])
  const [isMissing, setMissing] = useState(false)
  const apply = useAct(() => navigate('/leave', { replace: true }))
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const isComplete = Object.values(values).every((v) => v.trim() !== '')
    setMissing(!isComplete)
    if (isComplete && !apply.isPending) apply.mutate(draftOf(values, papers))
  }
  const field = (name: keyof typeof empty) => ({
    id: name,
    className: 'input',
    value: values[name],
    onChange: (e: { target: { value: string } }) => setValues({ ...values, [name]: e.target.value }),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Screen
        title={t('leave:apply')}
        lead={t('leave:apply_lead')}
        foot={
          <BigButton submit testid="leave-send" loading={apply.isPending}>
            {t('leave:send')}
          </BigButton>
        }
      >
        <label className="caption" htmlFor="from_day">
          {t('leave:from')}
        </label>
        <input type="date" {...field('from_day')} />
        <label className="caption" htmlFor="to_day">
          {t('leave:to')}
        </label>
        <input type="date" min={values.from_day} {...field('to_day')} />
        <label className="caption" htmlFor="place">
          {t('leave:place')}
        </label>
        <input type="text" maxLength={100} {...field('place')} />
        <label className="caption" htmlFor="reason">
          {t('leave:reason')}
        </label>
        <textarea maxLength={500} {...field('reason')} />
        <FilePick papers={papers} onChange={setPapers} accept="image/*,application/pdf" label={t('leave:papers_add')} />
        <p className="fault" role="alert">
          {isMissing ? t('leave:missing') : apply.error ? sentence(i18n, apply.error) : ''}
        </p>
        <BigButton quiet onClick={() => navigate('/leave')}>
          {t('leave:cancel')}
        </BigButton>
      </Screen>
    </form>
  )
}
