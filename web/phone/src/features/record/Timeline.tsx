import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type Schemas } from '../../lib/api'
import { usePages } from '../../lib/pages'
import { ContactAlone } from '../../ui/Contact'
import { Pages } from '../../ui/Pages'
import { Screen } from '../../ui/Screen'
import { happened, settled, wordOf } from './words'

const load = (cursor?: string) => body(api.GET('/v1/timeline', { params: { query: { cursor, limit: 30 } } }))

/** What else happened to me: moves, what is asked of me, phones, and questions about me that were answered. */
export default function Timeline() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const pages = usePages('timeline', load)
  return (
    <Screen
      title={t('record:timeline')}
      lead={t('record:timeline_lead')}
      onBack={() => navigate('/record')}
      testid="timeline"
    >
      <section className="card">
        <p>{t('record:object')}</p>
      </section>
      <ContactAlone>{t('record:object_contact')}</ContactAlone>
      <Pages
        pages={pages}
        testid="timeline"
        empty={t('record:timeline_none')}
        row={(i) => <Happening key={i.id} item={i} />}
      />
    </Screen>
  )
}

function Happening({ item }: { item: Schemas['TimelineItem'] }) {
  const { t, i18n } = useTranslation()
  const ended = t(wordOf(settled, item.outcome, 'record:settled'))
  return (
    <li className="item" data-testid="happening" data-code={item.code}>
      <span>
        {t(wordOf(happened, item.code, 'record:happened_unknown'), { to: item.to })}
        {item.kind === 'settled' && (
          <>
            <br />
            <span className="muted">{ended}</span>
          </>
        )}
      </span>
      <span className="muted">{moment(item.at, i18n.language)}</span>
    </li>
  )
}
