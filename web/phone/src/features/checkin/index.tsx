import './checkin.css'
import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type CheckinRequest, type Today } from '../../lib/api'
import { useBusy } from '../../lib/busy'
import { serverNow } from '../../lib/clock'
import { halfDone, keepHalfDone } from '../../lib/halfDone'
import { newId } from '../../lib/keys'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Camera } from './Camera'
import { Gestures } from './Gestures'
import { Helper } from './Helper'
import { Location } from './Location'
import { type Anew, given, isToDoAnew, type Progress, resume } from './progress'
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

/** Why something is done once more. */
const anewWords = {
  camera: 'checkin:anew_camera',
  gestures: 'checkin:anew_gestures',
  surroundings: 'checkin:anew_surroundings',
  voice: 'checkin:anew_voice',
  location: 'checkin:anew_location',
} as const satisfies Record<Anew, string>

/** What was done of it before, as far as it still holds, or a new attempt. */
function begin(request: CheckinRequest): Progress {
  const left = halfDone<Progress>(request.id)
  if (left) return resume(request, left, serverNow())
  return { attempt: newId(), at: 0, draft: { answers: {}, helpNeeded: false }, anew: [], isBack: false }
}

function Steps({ request }: { request: CheckinRequest }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [state, setState] = useState(() => begin(request))
  const { at, draft, attempt } = state
  useEffect(
    () => keepHalfDone(request.id, state, request.closes_at, attempt),
    [request.id, state, request.closes_at, attempt],
  )
  const steps = stepsOf(request, draft)
  const step = steps[at] ?? { kind: 'review' }
  useBusy(isCapture(step))
  const go = (to: number) => setState((s) => ({ ...s, at: to, isBack: false }))
  const give = (more: Partial<Draft>) => setState((s) => ({ ...s, draft: given(s.draft, more, serverNow()) }))
  const on = {
    onBack: () => (at === 0 ? navigate('/') : go(at - 1)),
    onNext: () => go(at + 1),
    progress: { n: at + 1, of: steps.length },
    note: isToDoAnew(state, step.kind) ? t(anewWords[step.kind]) : state.isBack ? t('checkin:is_back') : undefined,
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
      return <Review {...on} request={request} attempt={attempt} draft={draft} give={give} />
  }
}
