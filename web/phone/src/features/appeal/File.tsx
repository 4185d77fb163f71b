import { sentence } from '@diandao/shared/api/problem'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Appeal } from '../../lib/api'
import type { Draft } from '../../lib/outbox'
import type { Paper } from '../../lib/paper'
import { useAct } from '../../lib/useAct'
import { BigButton } from '../../ui/BigButton'
import { FilePick } from '../../ui/FilePick'
import { Screen } from '../../ui/Screen'
import { plainSaying, sayingsOf } from './words'

type Source = Appeal['source']

/** The appeal as it is sent: a form when pictures come along. */
function draftOf(source: Source, id: string, text: string, papers: Paper[]): Draft {
  const draft = { kind: 'appeal', subject: id, body: { source, source_id: id, text } } as const
  if (papers.length === 0) return { ...draft, path: '/v1/appeals' }
  return { ...draft, path: '/v1/appeals/with-pictures', files: { record: 'appeal', part: 'picture', papers } }
}

/** Appeals a check-in, roll call or sanction. What is known is attached by itself, and a plain saying is there: send is enough. */
export default function File({ id, source = 'checkin' }: { id: string; source?: Source }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const [text, setText] = useState(() => t(plainSaying))
  const [pictures, setPictures] = useState<Paper[]>([])
  const [isMissing, setMissing] = useState(false)
  const file = useAct(() => navigate('/appeals', { replace: true }))
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setMissing(text.trim() === '')
    if (text.trim() !== '' && !file.isPending) file.mutate(draftOf(source, id, text, pictures))
  }
  return (
    <form onSubmit={submit} noValidate>
      <Screen
        title={t('appeal:ask')}
        lead={t(source === 'sanction' ? 'appeal:ask_lead_sanction' : 'appeal:ask_lead')}
        foot={
          <BigButton submit testid="appeal-send" loading={file.isPending}>
            {t('appeal:send')}
          </BigButton>
        }
      >
        <fieldset>
          <legend className="sr">{t('appeal:ask')}</legend>
          {sayingsOf(source).map((s) => (
            <label key={s} className="choice">
              <input type="radio" name="saying" checked={text === t(s)} onChange={() => setText(t(s))} />
              {t(s)}
            </label>
          ))}
        </fieldset>
        <label className="caption" htmlFor="text">
          {t('appeal:own_words')}
        </label>
        <textarea id="text" className="input" maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} />
        <FilePick papers={pictures} onChange={setPictures} accept="image/*" label={t('appeal:pictures_add')} />
        <p className="fault" role="alert">
          {isMissing && text.trim() === '' ? t('appeal:missing') : file.error ? sentence(i18n, file.error) : ''}
        </p>
        <BigButton quiet onClick={() => navigate(source === 'checkin' ? `/result/${id}` : '/record')}>
          {t('appeal:cancel')}
        </BigButton>
      </Screen>
    </form>
  )
}
