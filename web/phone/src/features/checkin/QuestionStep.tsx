import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../lib/api'
import { BigButton } from '../../ui/BigButton'
import { type FillProps, StepScreen } from './StepScreen'

/** One question: a choice, or free text. */
export function QuestionStep({ question, draft, give, onNext, ...rest }: FillProps & { question: Question }) {
  const { t } = useTranslation()
  const [missing, setMissing] = useState(false)
  const value = draft.answers[question.id] ?? ''
  const answer = (text: string) => give({ answers: { ...draft.answers, [question.id]: text } })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (value.trim() === '') setMissing(true)
    else onNext()
  }
  return (
    <form onSubmit={submit} noValidate>
      <StepScreen
        {...rest}
        title={question.text}
        say={question.options.join(' ')}
        foot={
          <BigButton submit testid="checkin-next">
            {t('common:next')}
          </BigButton>
        }
      >
        {question.options.length > 0 ? (
          <fieldset>
            <legend className="sr">{question.text}</legend>
            {question.options.map((o) => (
              <label key={o} className="choice">
                <input type="radio" name={question.id} checked={value === o} onChange={() => answer(o)} />
                {o}
              </label>
            ))}
          </fieldset>
        ) : (
          <textarea
            className="input"
            aria-label={question.text}
            placeholder={t('checkin:question_text')}
            maxLength={500}
            value={value}
            onChange={(e) => answer(e.target.value)}
          />
        )}
        <p className="fault" role="alert">
          {missing && value.trim() === '' ? t('checkin:question_missing') : ''}
        </p>
      </StepScreen>
    </form>
  )
}
