import './checkin.css'
import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type CheckinRequest, type Today } from '../../lib/api'
import { useBusy } from '../../lib/busy'
import { newId } from '../../lib/keys'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Camera } from './Camera'
import { Gestures } from './Gestures'
import { Helper } from './Helper'
import { Location } from './Location'
import { QuestionStep } from './QuestionStep'
import { Review } from './Review'
import { Surroundings } from './Surroundings'
import { type Draft, isCapture, stepsOf } from './steps'
import { Voice } from './Voice'
import { Why } from './Why'

/** A check-in, one step a screen. It opens without a network from what Today showed. */
export default function Checkin({ id }: { id: string }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const known = () => queries.getQueryData<Today>(['today'])?.open.find((r) => r.id === id)
  const request = useQuery({
    queryKey: ['request', id],
    queryFn: () => body(api.GET('/v1/checkin-requests/{id}', { params: { path: { id } } })),
    initialData: known,
    staleTime: 60_000,
  })
  const home = <BigButton onClick={() => navigate('/')}>{t('common:home')}</BigButton>
  if (request.isPending) return <Loading />
  if (!request.data)
    return (
      <Screen title={t('common:broken_title')} foot={home}>
        <p>{sentence(i18n, request.error)}</p>
      </Screen>
    )
  if (request.data.status !== 'open')
    return (
      <Screen title={t('checkin:gone_title')} foot={home}>
        <p>{t('checkin:gone_text')}</p>
      </Screen>
    )
  return <Steps request={request.data} />
}

function Steps({ request }: { request: CheckinRequest }) {
  const [, navigate] = useLocation()
  const attempt = useRef('')
  attempt.current ||= newId()
  const [at, setAt] = useState(0)
  const [draft, setDraft] = useState<Draft>({ answers: {}, helpNeeded: false })
  const steps = stepsOf(request, draft)
  const step = steps[at] ?? { kind: 'review' }
  useBusy(isCapture(step))
  const give = (more: Partial<Draft>) => setDraft((d) => ({ ...d, ...more }))
  const on = {
    onBack: () => (at === 0 ? navigate('/') : setAt(at - 1)),
    onNext: () => setAt(at + 1),
    progress: { n: at + 1, of: steps.length },
  }
  switch (step.kind) {
    case 'why':
      return <Why {...on} request={request} />
    case 'camera':
      return <Camera {...on} draft={draft} give={give} />
    case 'gestures':
      return <Gestures {...on} request={request} draft={draft} give={give} />
    case 'helper':
      return <Helper {...on} draft={draft} give={give} />
    case 'surroundings':
      return <Surroundings {...on} draft={draft} give={give} />
    case 'voice':
      return <Voice {...on} request={request} draft={draft} give={give} />
    case 'location':
      return <Location {...on} draft={draft} give={give} />
    case 'question':
      return <QuestionStep key={step.question.id} {...on} question={step.question} draft={draft} give={give} />
    case 'review':
      return <Review {...on} request={request} attempt={attempt.current} draft={draft} give={give} />
  }
}
