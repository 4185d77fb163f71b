import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import type { PersonFile } from './api'
import styles from './persons.module.css'

/** Asks for the code by which a person's phone is activated. */
export function useIssue(personId: string, onIssued: (activation: Activation) => void) {
  return useWrite(
    (_: null) => body(api.POST('/console/v1/persons/{id}/activations', { params: { path: { id: personId } } })),
    { onSuccess: onIssued },
  )
}

export type Activation = Schemas['ActivationCode']

/** A code to scan or to type, on the screen and on paper. */
export function Code({ activation }: { activation: Activation }) {
  const { t } = useTranslation('persons')
  const format = useFormat()
  const address = new URL(activation.activation_path, location.origin).href
  return (
    <div className={styles.activation}>
      <QRCode value={address} size={220} errorLevel="M" type="svg" aria-label={t('qr')} />
      <p>{t('activation_note')}</p>
      <strong className={styles.code} data-testid="activation-code">
        {activation.code}
      </strong>
      <a href={address} target="_blank" rel="noreferrer" data-testid="activation-link">
        {t('activation_open')}
      </a>
      <small>{t('activation_until', { when: format.moment(activation.expires_at) })}</small>
    </div>
  )
}

function ActivationModal({ activation, onClose }: { activation: Activation; onClose: () => void }) {
  const { t } = useTranslation('persons')
  return (
    <Modal open title={t('activation_title')} footer={null} onCancel={onClose} width={420}>
      <Code activation={activation} />
    </Modal>
  )
}

/** The person's phones: activate one, revoke one. */
export function Devices({ person }: { person: PersonFile }) {
  const { t } = useTranslation('persons')
  const format = useFormat()
  const { may } = useSession()
  const { modal } = App.useApp()
  const queries = useQueryClient()
  const [activation, setActivation] = useState<Activation | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey: ['person'] })
  const issue = useIssue(person.id, setActivation)
  const revoke = useWrite(
    (device_id: string, header) =>
      body(
        api.POST('/console/v1/persons/{id}/devices/{device_id}/revoke', {
          params: { path: { id: person.id, device_id }, header },
        }),
      ),
    { onSuccess: refresh },
  )
  const askRevoke = (device: Schemas['Device']) =>
    modal.confirm({
      title: t('revoke_title', { name: device.name }),
      content: t('revoke_note'),
      okText: t('revoke'),
      onOk: () => revoke.mutateAsync(device.id).catch(() => undefined), // the problem is shown in the panel
    })
  const mayActivate = may('device.activate')
  // One that has been signed out all the same, as after an answer that was lost, has nothing left to try again.
  const isRevoked = person.devices.some((d) => d.id === revoke.variables && d.revoked_at !== null)
  return (
    <Panel
      title={t('devices')}
      extra={
        mayActivate ? (
          <Button
            size="small"
            loading={issue.isPending}
            onClick={() => issue.mutate(null)}
            data-testid="device-activate"
          >
            {t('activate')}
          </Button>
        ) : null
      }
    >
      <Problem error={issue.error ?? (isRevoked ? null : revoke.error)} />
      <ul className={styles.devices}>
        {person.devices.map((d) => (
          <li key={d.id} data-revoked={d.revoked_at !== null}>
            <span>{d.name || t('unnamed')}</span>
            <small>
              {d.revoked_at
                ? t('revoked_at', { when: format.moment(d.revoked_at) })
                : t('since', { when: format.moment(d.created_at) })}
            </small>
            {mayActivate && !d.revoked_at ? (
              <Button size="small" type="text" onClick={() => askRevoke(d)}>
                {t('revoke')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {person.devices.length === 0 ? <Nothing>{t('no_devices')}</Nothing> : null}
      {activation ? (
        <ActivationModal
          activation={activation}
          onClose={() => {
            setActivation(null)
            refresh()
          }}
        />
      ) : null}
    </Panel>
  )
}
