import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Facts } from '../../ui/Page'
import { Papers } from '../../ui/Papers'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { When } from '../../ui/When'
import { appealQuery } from './api'
import styles from './appeals.module.css'

type Detail = Schemas['AppealDetail']
type Decision = Schemas['NewAppealDecision']
type Outcome = Exclude<Decision['new_status'], '' | undefined>

const outcomes: Outcome[] = ['excused', 'present', 'late']

function Evidence({ appeal }: { appeal: Detail }) {
  const { t } = useTranslation('appeals')
  const word = useWord()
  const { causes, findings } = appeal.evidence
  return (
    <>
      {causes.length + findings.length > 0 ? <h2 className="part">{t('evidence')}</h2> : null}
      <ul className={styles.facts}>
        {causes.map((c) => (
          <li key={c.code + c.at}>
            {word('cause', c.code, { value: c.value, of: c.of })} {c.at ? <When at={c.at} /> : null}
          </li>
        ))}
        {findings.map((code) => (
          <li key={code}>{word('finding_short', code)}</li>
        ))}
      </ul>
      {appeal.source === 'sanction' ? (
        <Link to="/appeals/sanctions" search={{ item: appeal.source_id }}>
          {t('the_sanction')}
        </Link>
      ) : appeal.source === 'checkin' ? (
        <Link to="/checkins/$id" params={{ id: appeal.source_id }}>
          {t('the_checkin')}
        </Link>
      ) : (
        <Link to="/roll-calls/$id" params={{ id: appeal.source_id }}>
          {t('the_rollcall')}
        </Link>
      )}
    </>
  )
}

function Decide({ appeal, name }: { appeal: Detail; name: string }) {
  const { t } = useTranslation('appeals')
  const status = useTranslation('status')
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'uphold' | 'refuse' | null>(null)
  const [outcome, setOutcome] = useState<Outcome>('excused')
  const keys = useRef<HTMLDivElement>(null)
  useKeys(appeal.is_own || asking ? {} : { y: () => setAsking('uphold'), n: () => setAsking('refuse') }, keys)
  const decide = useWrite(
    (d: Decision, header) =>
      body(api.POST('/console/v1/appeals/{id}/decision', { params: { path: { id: appeal.id }, header }, body: d })),
    {
      onSuccess: () => {
        for (const noun of ['appeal', 'desk', 'person', 'attendance', 'sanction'])
          queries.invalidateQueries({ queryKey: [noun] })
      },
      after: () => setAsking(null),
      hold: {
        items: [appeal.id],
        label: (d) => `${name} · ${t(d.is_upheld ? 'uphold' : 'refuse')}`,
        onHeld: () => setAsking(null),
      },
    },
  )
  if (appeal.is_own) return <p className={styles.note}>{t('own')}</p>
  return (
    <>
      <div className={styles.actions} ref={keys}>
        {appeal.against ? (
          <Select
            aria-label={t('change_to')}
            value={outcome}
            style={{ width: 130 }}
            options={outcomes
              .filter((o) => o !== appeal.against)
              .map((o) => ({ value: o, label: status.t(`outcome.${o}`) }))}
            onChange={setOutcome}
          />
        ) : null}
        <Button type="primary" data-testid="appeal-uphold" onClick={() => setAsking('uphold')}>
          {t('uphold')} <kbd>Y</kbd>
        </Button>
        <Button data-testid="appeal-refuse" onClick={() => setAsking('refuse')}>
          {t('refuse')} <kbd>N</kbd>
        </Button>
      </div>
      {asking ? (
        <ReasonModal
          title={t(asking)}
          note={t(asking === 'uphold' && !appeal.against ? 'revokes' : 'reason_note')}
          okText={t(asking)}
          draft={`appeal:${appeal.id}:${asking}`}
          busy={decide.isPending}
          error={<Problem error={decide.error} />}
          onOk={(reason) =>
            decide.mutate({
              is_upheld: asking === 'uphold',
              new_status: asking === 'uphold' && appeal.against ? outcome : undefined,
              reason,
            })
          }
          onCancel={() => {
            decide.reset()
            setAsking(null)
          }}
        />
      ) : null}
    </>
  )
}

/** One appeal whole: what was recorded and by whom, what the person says, what is known, and the decision. */
export function AppealPanel({ id }: { id: string }) {
  const { t } = useTranslation('appeals')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const { may } = useSession()
  const { data: appeal, error, refetch } = useQuery(appealQuery(id))
  if (error && !appeal) return <Problem error={error} retry={() => refetch()} />
  if (!appeal) return <Skeleton active />
  const name = appeal.person.masked ? common.t('minor') : appeal.person.name
  return (
    <div className={styles.panel}>
      <Facts
        items={[
          [t('person'), name],
          [t('number'), appeal.person.number],
          [t('day'), format.longDay(appeal.day)],
          [
            t('against'),
            appeal.against ? <OutcomeTag key="o" outcome={appeal.against} /> : word('sanction', appeal.sanction),
          ],
          [t('first'), appeal.first_name || t('by_rule')],
          [t('due'), format.moment(appeal.due_at)],
        ]}
      />
      <blockquote className={styles.said}>{appeal.text}</blockquote>
      {appeal.pictures.length > 0 ? (
        <>
          <h2 className="part">{t('pictures')}</h2>
          <Papers papers={appeal.pictures} />
        </>
      ) : null}
      <Evidence appeal={appeal} />
      {appeal.status === 'open' && may('appeal.decide') ? <Decide appeal={appeal} name={name} /> : null}
      {appeal.status !== 'open' ? (
        <p className={styles.note}>
          {word('appeal_status', appeal.status)} {appeal.decided_name}{' '}
          {appeal.decided_at ? <When at={appeal.decided_at} /> : null}
          <br />
          {appeal.reason}
        </p>
      ) : null}
      {appeal.changes.length > 0 ? (
        <>
          <h2 className="part">{t('history')}</h2>
          <ul className={styles.facts}>
            {appeal.changes.map((c) => (
              <li key={c.at}>
                <OutcomeTag outcome={c.from} /> → <OutcomeTag outcome={c.to} /> {c.by_name} <When at={c.at} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
