import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Facts, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { deliveryQuery, events, type Partner, partnerQuery } from './api'
import { DeliveryLog } from './DeliveryLog'
import { PartnerForm } from './PartnerForm'
import styles from './partners.module.css'
import { SecretModal } from './SecretModal'
import { PartnerState } from './tags'

/** One partner whole: what it hears, how it does, what was sent, and what to do. */
export function PartnerView({ id }: { id: string }) {
  const { t } = useTranslation('partners')
  const [, set] = useUrl()
  const { may } = useSession()
  const { data: partner, error, refetch } = useQuery(partnerQuery(id))
  const back = () => set({ item: undefined, state: undefined, type: undefined, day: undefined })
  return (
    <div className={styles.head}>
      <div>
        <Button onClick={back} data-testid="partner-back">
          {t('back')}
        </Button>
      </div>
      <Problem error={error} retry={() => refetch()} />
      {partner ? (
        <Panel title={partner.name} extra={may('partner.manage') ? <Acts partner={partner} /> : null}>
          <About partner={partner} />
        </Panel>
      ) : (
        <Skeleton active />
      )}
      {partner ? <DeliveryLog partner={partner} /> : null}
    </div>
  )
}

function About({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const word = useWord()
  const format = useFormat()
  return (
    <>
      {partner.overlap_until && new Date(partner.overlap_until) > new Date() ? (
        <Alert type="info" showIcon title={t('overlap', { until: format.moment(partner.overlap_until) })} />
      ) : null}
      <Facts
        items={[
          [t('state'), <PartnerState key="state" partner={partner} />],
          [t('kind'), word('partner_kind', partner.kind)],
          [t('unit'), partner.unit.name],
          [
            t('url'),
            <code key="url" className={styles.url}>
              {partner.url}
            </code>,
          ],
          [
            t('events'),
            events
              .filter((e) => partner.events.includes(e))
              .map((e) => word('partner_event', e))
              .join(' · '),
          ],
          [t('minors'), partner.minors_reason ? t('minors_yes', { reason: partner.minors_reason }) : t('minors_no')],
          [t('contact'), partner.note || '–'],
        ]}
      />
    </>
  )
}

type Asking = 'edit' | 'pause' | 'rotate'

function useActs(id: string, onDone: () => void, onSecret: (secret: string) => void) {
  const queries = useQueryClient()
  const read = () => queries.invalidateQueries({ queryKey: ['partner'] })
  const onSuccess = (next: Partner) => {
    queries.setQueryData(partnerQuery(id).queryKey, next) // at once, for who changes it again before it is read anew
    read()
  }
  const path = { id }
  const pause = useWrite(
    (reason: string, header) =>
      body(api.POST('/console/v1/partners/{id}/pause', { params: { path, header }, body: { reason } })),
    { onSuccess, after: onDone },
  )
  const resume = useWrite(
    (_: null, header) => body(api.POST('/console/v1/partners/{id}/resume', { params: { path, header } })),
    { onSuccess },
  )
  const rotate = useWrite((_: null) => body(api.POST('/console/v1/partners/{id}/secret', { params: { path } })), {
    onSuccess: ({ secret }) => {
      read()
      onSecret(secret)
    },
    after: onDone,
  })
  const test = useWrite(
    (_: null, header) => body(api.POST('/console/v1/partners/{id}/test', { params: { path, header } })),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['partner', 'log'] }) },
  )
  return { pause, resume, rotate, test, onSuccess }
}

function Acts({ partner }: { partner: Partner }) {
  const { t } = useTranslation(['partners', 'common'])
  const [asking, setAsking] = useState<Asking | null>(null)
  const [secret, setSecret] = useState('')
  const close = () => setAsking(null)
  const { pause, resume, rotate, test, onSuccess } = useActs(partner.id, close, setSecret)
  return (
    <div>
      <div className={styles.bar}>
        <Button type="primary" loading={test.isPending} onClick={() => test.mutate(null)} data-testid="partner-test">
          {t('test')}
        </Button>
        <Button onClick={() => setAsking('edit')} data-testid="partner-edit">
          {t('edit')}
        </Button>
        <Button onClick={() => setAsking('rotate')} data-testid="partner-rotate">
          {t('rotate')}
        </Button>
        {partner.pause ? (
          <Button loading={resume.isPending} onClick={() => resume.mutate(null)} data-testid="partner-resume">
            {t('resume')}
          </Button>
        ) : (
          <Button onClick={() => setAsking('pause')} data-testid="partner-pause">
            {t('pause')}
          </Button>
        )}
      </div>
      <Problem error={test.error ?? resume.error} />
      {test.data ? <TestOutcome key={test.data.id} id={test.data.id} /> : null}
      {asking === 'edit' ? <PartnerForm partner={partner} onDone={onSuccess} onCancel={close} /> : null}
      {asking === 'pause' ? (
        <ReasonModal
          title={t('pause_title')}
          note={t('pause_note')}
          okText={t('pause')}
          max={200}
          busy={pause.isPending}
          error={<Problem error={pause.error} />}
          onOk={(reason) => pause.mutate(reason)}
          onCancel={() => {
            pause.reset()
            close()
          }}
        />
      ) : null}
      <Modal
        open={asking === 'rotate'}
        title={t('rotate_title')}
        okText={t('rotate')}
        cancelText={t('common:cancel')}
        okButtonProps={{ loading: rotate.isPending, id: 'rotate-ok' }}
        onOk={() => rotate.mutate(null)}
        onCancel={() => {
          rotate.reset()
          close()
        }}
      >
        <p>{t('rotate_text')}</p>
        <Problem error={rotate.error} />
      </Modal>
      {secret ? <SecretModal secret={secret} onClose={() => setSecret('')} /> : null}
    </div>
  )
}

/** What came of a test, as soon as it is known. */
function TestOutcome({ id }: { id: string }) {
  const { t } = useTranslation('partners')
  const word = useWord()
  const { data, error } = useQuery(deliveryQuery(id))
  const last = data?.tries.at(-1)
  if (error) return <Problem error={error} />
  if (!data || data.state === 'pending' || !last) return <Alert type="info" showIcon title={t('test_waiting')} />
  if (data.state === 'delivered')
    return (
      <Alert
        type="success"
        showIcon
        title={t('test_ok', { status: last.status, millis: last.millis })}
        data-testid="test-ok"
      />
    )
  return (
    <Alert
      type="warning"
      showIcon
      title={t('test_failed', { why: word('partner_try', last.class, { status: last.status }) })}
      data-testid="test-failed"
    />
  )
}
