import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, keyed } from '../../lib/api'
import { newId } from '../../lib/keys'
import { formWith, type Paper } from '../../lib/paper'
import { BigButton } from '../../ui/BigButton'
import { FilePick } from '../../ui/FilePick'
import { Screen } from '../../ui/Screen'

const empty = { from_day: '', to_day: '', place: '', reason: '' }

/** Asks for leave: from when to when, where to, why. */
export default function Apply() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const key = useRef('')
  key.current ||= newId()
  const [values, setValues] = useState(empty)
  const [papers, setPapers] = useState<Paper[]>([])
  const [isMissing, setMissing] = useState(false)
  const apply = useMutation({
    mutationFn: () =>
      papers.length === 0
        ? body(api.POST('/v1/leaves', { body: values, ...keyed(key.current) }))
        : body(
            api.POST('/v1/leaves/with-papers', {
              // the contract describes the form's parts; the form itself is sent as it is
              body: formWith('application', values, 'paper', papers) as never,
              ...keyed(key.current),
            }),
          ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['leaves'] })
      navigate('/leave', { replace: true })
    },
    onError: () => {
      key.current = newId() // what is corrected is another application
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const isComplete = Object.values(values).every((v) => v.trim() !== '')
    setMissing(!isComplete)
    if (isComplete) apply.mutate()
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
        <label htmlFor="from_day">{t('leave:from')}</label>
        <input type="date" {...field('from_day')} />
        <label htmlFor="to_day">{t('leave:to')}</label>
        <input type="date" min={values.from_day} {...field('to_day')} />
        <label htmlFor="place">{t('leave:place')}</label>
        <input type="text" maxLength={100} {...field('place')} />
        <label htmlFor="reason">{t('leave:reason')}</label>
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
