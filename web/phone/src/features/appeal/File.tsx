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
import { sayings } from './words'

/** Appeals a check-in in two taps: a saying, and send. What is known is attached by itself. */
export default function File({ id }: { id: string }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const key = useRef('')
  key.current ||= newId()
  const [text, setText] = useState('')
  const [pictures, setPictures] = useState<Paper[]>([])
  const [isMissing, setMissing] = useState(false)
  const file = useMutation({
    mutationFn: () => {
      const said = { source: 'checkin', source_id: id, text } as const
      if (pictures.length === 0) return body(api.POST('/v1/appeals', { body: said, ...keyed(key.current) }))
      return body(
        api.POST('/v1/appeals/with-pictures', {
          // the contract describes the form's parts; the form itself is sent as it is
          body: formWith('appeal', said, 'picture', pictures) as never,
          ...keyed(key.current),
        }),
      )
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['appeals'] })
      navigate('/appeals', { replace: true })
    },
    onError: () => {
      key.current = newId() // what is corrected is another appeal
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setMissing(text.trim() === '')
    if (text.trim() !== '') file.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Screen
        title={t('appeal:ask')}
        lead={t('appeal:ask_lead')}
        foot={
          <BigButton submit testid="appeal-send" loading={file.isPending}>
            {t('appeal:send')}
          </BigButton>
        }
      >
        <fieldset>
          <legend className="sr">{t('appeal:ask')}</legend>
          {sayings.map((s) => (
            <label key={s} className="choice">
              <input type="radio" name="saying" checked={text === t(s)} onChange={() => setText(t(s))} />
              {t(s)}
            </label>
          ))}
        </fieldset>
        <label htmlFor="text">{t('appeal:own_words')}</label>
        <textarea id="text" className="input" maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} />
        <FilePick papers={pictures} onChange={setPictures} accept="image/*" label={t('appeal:pictures_add')} />
        <p className="fault" role="alert">
          {isMissing && text.trim() === '' ? t('appeal:missing') : file.error ? sentence(i18n, file.error) : ''}
        </p>
        <BigButton quiet onClick={() => navigate(`/result/${id}`)}>
          {t('appeal:cancel')}
        </BigButton>
      </Screen>
    </form>
  )
}
