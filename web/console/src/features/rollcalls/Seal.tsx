import { SafetyCertificateOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { canCheck, checkOrder, revealedAt } from '../../../../shared/draw/check'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useSession } from '../../lib/session'
import { useFormat } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { type Detail, drawQuery, rollCallQuery } from './api'
import styles from './plan.module.css'

/** Makes the sheet of a closed roll call immutable. */
export function Seal({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const common = useTranslation('common')
  const { may } = useSession()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const seal = useWrite(
    (_: null, header) =>
      body(api.POST('/console/v1/roll-calls/{id}/seal', { params: { path: { id: rollCall.id }, header } })),
    {
      onSuccess: (next) => {
        keep(queries, rollCallQuery(rollCall.id).queryKey, next)
        queries.invalidateQueries({ queryKey: ['rollcall', 'list'] })
      },
      after: () => setAsking(false),
    },
  )
  if (rollCall.state !== 'closed' || !may('rollcall.run')) return null
  return (
    <>
      <Button icon={<SafetyCertificateOutlined />} onClick={() => setAsking(true)} data-testid="sheet-seal">
        {t('seal')}
      </Button>
      <Modal
        open={asking}
        title={t('seal_title')}
        okText={t('seal')}
        cancelText={common.t('cancel')}
        okButtonProps={{ loading: seal.isPending, id: 'seal-ok' }}
        onOk={() => seal.mutate(null)}
        onCancel={() => {
          seal.reset()
          setAsking(false)
        }}
      >
        <p>{t('seal_note')}</p>
        <Problem error={seal.error} />
      </Modal>
    </>
  )
}

/** What proves the sheet: the seal, and the draw of the order. */
export function Proof({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const format = useFormat()
  const draw = useQuery(drawQuery(rollCall.order === 'chance' ? rollCall.draw_day : ''))
  const ids = rollCall.invitees.map((i) => i.person_id)
  const day = draw.data?.items[0]
  const verdict = useQuery({
    queryKey: ['rollcall', 'order', rollCall.id, day?.seed],
    enabled: draw.isSuccess && canCheck(),
    queryFn: () => checkOrder(rollCall.id, ids, day),
  })
  if (!rollCall.sealed_at && rollCall.order !== 'chance') return null
  return (
    <Panel title={t('proof')}>
      <dl className={styles.facts}>
        {rollCall.sealed_at ? (
          <>
            <dt>{t('sealed_at')}</dt>
            <dd>{format.moment(rollCall.sealed_at)}</dd>
            <dt>SHA-256</dt>
            <dd className={styles.hash} data-testid="seal-hash">
              {rollCall.seal_hash}
            </dd>
          </>
        ) : null}
        {rollCall.order === 'chance' ? (
          <>
            <dt>{t('drawn_order')}</dt>
            <dd data-testid="order-verdict">
              {verdict.data === undefined
                ? t('drawn_unchecked')
                : verdict.data === 'secret'
                  ? t('drawn_secret', { when: format.moment(revealedAt(rollCall.draw_day)) })
                  : t(verdict.data === 'matches' ? 'drawn_matches' : 'drawn_differs')}
            </dd>
          </>
        ) : null}
      </dl>
    </Panel>
  )
}
