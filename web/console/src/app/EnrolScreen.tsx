// A new person's first day: pictures, a plan, the phone. Each can be left for later.
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Skeleton, Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../../shared/api/problem'
import { ActivateStep, Pictures, personQuery } from '../features/persons'
import { TemplateStep } from '../features/plans'
import { useUrl } from '../lib/url'
import { Page, Panel } from '../ui/Page'
import { Problem } from '../ui/Problem'

const order = ['pictures', 'plan', 'phone'] as const
type Step = (typeof order)[number]

/** The steps after the facts; the address says which one. */
export function EnrolScreen() {
  const { t } = useTranslation('persons')
  const { id = '' } = useParams({ strict: false })
  const [search, set] = useUrl()
  const navigate = useNavigate()
  const { data: person, error, refetch } = useQuery(personQuery(id, ''))
  if (codeOf(error) === 'person.reason_required') return <Navigate to="/persons/$id" params={{ id }} replace />
  if (error && !person) return <Problem error={error} retry={() => refetch()} />
  if (!person) return <Skeleton active style={{ padding: 24 }} />
  const step: Step = order.find((s) => s === search.step) ?? 'pictures'
  const next = () => {
    const after = order[order.indexOf(step) + 1]
    if (after) set({ step: after })
    else navigate({ to: '/persons/$id', params: { id } })
  }
  const later = (
    <Button onClick={next} data-testid="enrol-later">
      {t(step === 'phone' ? 'step_done' : 'step_later')}
    </Button>
  )
  return (
    <Page
      title={t('step_title', { name: person.name })}
      note={`${person.number} · ${person.station.name}`}
      actions={
        <Link to="/persons/$id" params={{ id }}>
          {t('step_file')}
        </Link>
      }
    >
      <Steps
        size="small"
        style={{ marginBottom: 16 }}
        current={order.indexOf(step) + 1}
        items={[
          { title: t('step_facts') },
          { title: t('step_pictures') },
          { title: t('step_plan') },
          { title: t('step_phone') },
        ]}
      />
      <Panel key={id}>
        {step === 'pictures' ? <Pictures personId={id} onDone={next} others={later} /> : null}
        {step === 'plan' ? <TemplateStep personId={id} level={person.level} onDone={next} others={later} /> : null}
        {step === 'phone' ? <ActivateStep person={person} others={later} /> : null}
      </Panel>
    </Page>
  )
}
