import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type Schemas } from '../../lib/api'
import { usePages } from '../../lib/pages'
import { Pages } from '../../ui/Pages'
import { Screen } from '../../ui/Screen'
import { looks as kinds, roles, wordOf } from './words'

type Look = Schemas['Look']

const load = (cursor?: string) => body(api.GET('/v1/looks', { params: { query: { cursor, limit: 50 } } }))

/** Who looked at my record, newest first; the newest page is kept on this phone. */
export default function Looks() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const pages = usePages('looks', load)
  return (
    <Screen title={t('record:looks')} lead={t('record:looks_lead')} onBack={() => navigate('/record')} testid="looks">
      <Pages pages={pages} testid="looks" empty={t('record:looks_none')} row={(l) => <One key={l.id} look={l} />} />
    </Screen>
  )
}

function One({ look }: { look: Look }) {
  const { t, i18n } = useTranslation()
  const role = t(wordOf(roles, look.role, 'record:role_unknown'))
  return (
    <li className="item" data-testid="look">
      <span>
        {t(wordOf(kinds, look.kind, 'record:look_unknown'))}
        <br />
        <span className="muted">
          {[look.unit, look.name ? `${role} ${look.name}` : role].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="muted">{moment(look.at, i18n.language)}</span>
    </li>
  )
}
