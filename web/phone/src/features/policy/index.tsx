import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { longDay, moment } from '@diandao/shared/i18n/format'
import { partsOf, spoken } from '@diandao/shared/prose/prose'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type Policy as PolicyOf } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { putOff } from '../../lib/policy'
import { useAct, useActs } from '../../lib/useAct'
import { AsOf } from '../../ui/AsOf'
import { BigButton } from '../../ui/BigButton'
import { ContactAlone } from '../../ui/Contact'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { WaitingActs } from '../../ui/WaitingActs'

type Choice = 'yes' | 'no'
type Choices = { face: Choice | ''; voice: Choice | '' }

/** The privacy policy, to read or to listen to, and what is the person's to decide. */
export default function Policy() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const policy = useKept('policy', () => body(api.GET('/v1/policy')))
  const acts = useActs()
  if (policy.isPending) return <Loading />
  const shown = policy.data?.data
  const waiting = <WaitingActs acts={acts.list} kinds={['policy']} onSeen={acts.drop} />
  if (!shown)
    return (
      <Screen title={t('policy:title')} onBack={() => navigate('/me')}>
        {waiting}
        <Unloaded error={policy.error} onRetry={() => policy.refetch()} />
      </Screen>
    )
  return <Shown key={shown.id} policy={shown} staleAt={policy.data?.staleAt ?? 0} waiting={waiting} />
}

function Shown({ policy, staleAt, waiting }: { policy: PolicyOf; staleAt: number; waiting: React.ReactNode }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const lang = i18n.language
  const text = (lang === 'en' && policy.english) || policy.chinese
  const textLang = text === policy.english ? 'en' : 'zh-CN'
  const before = policy.answer
  const [chosen, setChosen] = useState<Choices>({ face: before?.face ?? '', voice: before?.voice ?? '' })
  const [isMissing, setMissing] = useState(false)
  // as it was when the policy was shown: once the answer has gone out nothing is asked any more
  const [back] = useState(policy.is_asked ? '/' : '/me')
  const answer = useAct(() => navigate(back))
  const later = () => {
    putOff()
    navigate('/')
  }
  const send = () => {
    if (!chosen.face || !chosen.voice) return setMissing(true)
    answer.mutate({
      kind: 'policy',
      subject: policy.id,
      path: '/v1/policy/answers',
      body: { policy_id: policy.id, ...chosen, language: lang === 'en' ? 'en' : 'zh-CN' },
    })
  }
  return (
    <Screen
      title={t('policy:title')}
      lead={t('policy:version', { version: policy.version, day: longDay(policy.effective_day, lang) })}
      say={spoken(text)}
      testid="policy"
    >
      {waiting}
      <AsOf staleAt={staleAt} />
      {policy.is_asked && before && policy.change_note && (
        <p className="note" data-testid="policy-changed">
          {t('policy:changed', { note: policy.change_note })}
        </p>
      )}
      <PolicyText text={text} lang={textLang} />
      <div className="prose">
        <h2>{t('policy:yours')}</h2>
      </div>
      {before && (
        <p className="muted">{t('policy:answered', { time: moment(before.at, lang), version: before.version })}</p>
      )}
      <Choose
        name="face"
        question={t('policy:face')}
        yes={t('policy:face_yes')}
        no={t('policy:face_no')}
        value={chosen.face}
        onChange={(face) => setChosen({ ...chosen, face })}
      />
      {chosen.face === 'no' && <p className="note">{t('policy:face_no_then')}</p>}
      {chosen.face === 'yes' && before?.face === 'no' && <p className="note">{t('policy:face_yes_then')}</p>}
      <Choose
        name="voice"
        question={t('policy:voice')}
        yes={t('policy:voice_yes')}
        no={t('policy:voice_no')}
        value={chosen.voice}
        onChange={(voice) => setChosen({ ...chosen, voice })}
      />
      {isMissing && (!chosen.face || !chosen.voice) && (
        <p className="fault" role="alert">
          {t('policy:missing')}
        </p>
      )}
      {answer.error && <p className="fault">{sentence(i18n, answer.error)}</p>}
      <div className="ways">
        <BigButton testid="policy-send" loading={answer.isPending} onClick={send}>
          {t(policy.is_asked ? 'policy:send' : 'policy:change')}
        </BigButton>
        <BigButton quiet testid="policy-later" onClick={policy.is_asked ? later : () => navigate('/me')}>
          {t(policy.is_asked ? 'policy:later' : 'policy:keep')}
        </BigButton>
      </div>
      {policy.is_asked && <p className="muted">{t('policy:never_blocks')}</p>}
      <ContactAlone>{t('policy:ask')}</ContactAlone>
    </Screen>
  )
}

/** The text as paragraphs, headings and lists. */
function PolicyText({ text, lang }: { text: string; lang: string }) {
  return (
    <div className="prose" lang={lang} data-testid="policy-text">
      {partsOf(text).map((p, n) => {
        const key = `${n}`
        if (p.kind === 'heading') return <h2 key={key}>{p.text}</h2>
        if (p.kind === 'text') return <p key={key}>{p.text}</p>
        return (
          <ul key={key} className="bullets">
            {p.items.map((i) => (
              <li key={i}>{i}</li>
            ))}
          </ul>
        )
      })}
    </div>
  )
}

interface ChooseProps {
  name: 'face' | 'voice'
  question: string
  yes: string
  no: string
  value: Choice | ''
  onChange: (to: Choice) => void
}

/** Yes or no; neither is chosen beforehand. */
function Choose({ name, question, yes, no, value, onChange }: ChooseProps) {
  return (
    <fieldset className="question">
      <legend>{question}</legend>
      {(['yes', 'no'] as const).map((c) => (
        <label key={c} className="choice" data-testid={`policy-${name}-${c}`}>
          <input type="radio" name={name} checked={value === c} onChange={() => onChange(c)} />
          {c === 'yes' ? yes : no}
        </label>
      ))}
    </fieldset>
  )
}
