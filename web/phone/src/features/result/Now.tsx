import { body } from '@diandao/shared/api/client'
import { longDay } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api, type Status } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { useKept } from '../../lib/kept'
import { BigButton } from '../../ui/BigButton'
import Contact from '../../ui/Contact'

/** Statuses after which there is something to do. */
const steps = {
  missed: ['result:do_tell'],
  not_reached: ['result:do_notices', 'result:do_tell'],
  rejected: ['result:do_tell'],
} as const

interface Props {
  id: string
  status: Status
  /** Until when it can be appealed, absent when nothing is against the person. */
  until: string | undefined
  /** It was handed in just now, and only the outcome is known. */
  isFresh: boolean
}

/** What to do now: whom to tell, what to switch on, and the appeal while it can be made. */
export function Now({ id, status, until, isFresh }: Props) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const appeals = useKept('appeals', () => body(api.GET('/v1/appeals')))
  const isOpen = appeals.data?.data.items.some((a) => a.source_id === id && a.status === 'open')
  const todo = steps[status as keyof typeof steps] ?? []
  const mayAppeal = until ? new Date(until) > serverNow() : isFresh && ['late', 'rejected'].includes(status)
  return (
    <>
      {todo.length > 0 && (
        <section data-testid="result-now">
          <h2>{t('result:now')}</h2>
          <ul className="list">
            {todo.map((word) => (
              <li key={word}>
                {word === 'result:do_tell' ? (
                  <Contact>{t(word)}</Contact>
                ) : (
                  <Link href="/me" className="item">
                    {t(word)}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {isOpen ? (
        <p>
          <Link href="/appeals" className="go">
            {t('record:appeal_open')}
          </Link>
        </p>
      ) : mayAppeal ? (
        <>
          <div style={{ marginTop: 16 }}>
            <BigButton quiet testid="appeal-offer" onClick={() => navigate(`/appeal/${id}`)}>
              {t('appeal:offer')}
            </BigButton>
          </div>
          {until && <p className="muted">{t('record:appeal_until', { day: longDay(until, i18n.language) })}</p>}
          <p className="muted">{t('result:appeal_text')}</p>
        </>
      ) : until ? (
        <p className="muted">{t('record:appeal_over')}</p>
      ) : null}
    </>
  )
}
