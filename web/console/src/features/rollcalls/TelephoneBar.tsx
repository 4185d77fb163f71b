import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import styles from './plan.module.css'

type Outcome = Schemas['PhoneResult']['outcome']
const outcomes: Outcome[] = ['spoke', 'no_answer', 'wrong_number']

/** What came of telephoning a person after a roll call. Having spoken to them ends the task. */
export function TelephoneBar({ rollCallId, personId }: { rollCallId: string; personId: string }) {
  const { t } = useTranslation('rollplan')
  const word = useWord()
  const { may } = useSession()
  const queries = useQueryClient()
  const record = useWrite(
    async (outcome: Outcome, header) => {
      await body(
        api.POST('/console/v1/roll-calls/{id}/invitees/{person_id}/telephone', {
          params: { path: { id: rollCallId, person_id: personId }, header },
          body: { outcome },
        }),
      )
      return outcome
    },
    {
      onSuccess: () => {
        for (const noun of ['desk', 'alert', 'rollcall']) queries.invalidateQueries({ queryKey: [noun] })
      },
    },
  )
  const bar = useRef<HTMLDivElement>(null)
  useKeys({ t: () => bar.current?.querySelector('button')?.focus() })
  if (!may('alert.act')) return null
  const title = (
    <>
      {t('phone_question')} <kbd>T</kbd>
    </>
  )
  return (
    <Panel title={title}>
      <div style={{ display: 'flex', gap: 8 }} data-testid="telephone" ref={bar}>
        {outcomes.map((o) => (
          <Button
            key={o}
            type={o === 'spoke' ? 'primary' : 'default'}
            loading={record.isPending && record.variables === o}
            onClick={() => record.mutate(o)}
            data-testid={`telephone-${o}`}
          >
            {word('call', o)}
          </Button>
        ))}
      </div>
      <p className={styles.quiet} style={{ marginTop: 8 }} aria-live="polite">
        {record.data ? t('phone_recorded', { outcome: word('call', record.data) }) : t('phone_note')}
      </p>
      <Problem error={record.error} />
    </Panel>
  )
}
