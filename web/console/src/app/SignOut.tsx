import { Modal } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api'
import { endLogin } from '../lib/endLogin'
import type { HeldWrites } from '../lib/held'
import { Problem } from '../ui/Problem'

/** Signs out; `onOut` is called once it is done. `unanswered` is why it is not known whether it is. */
export function useSignOut(held: HeldWrites, onOut: () => void) {
  const [unanswered, setUnanswered] = useState<unknown>(null)
  const stay = useCallback(() => setUnanswered(null), [])
  const signOut = useCallback(async () => {
    const problem = await endLogin(held, () => api.DELETE('/console/v1/session'))
    if (problem === 'held') return
    setUnanswered(problem)
    if (!problem) onOut()
  }, [held, onOut])
  return { signOut, unanswered, stay }
}

interface Props {
  error: unknown
  onAgain: () => Promise<void>
  onStay: () => void
}

/** The server has not said that the login has ended. */
export function StillIn({ error, onAgain, onStay }: Props) {
  const { t } = useTranslation(['shell', 'common'])
  const [busy, setBusy] = useState(false)
  const again = async () => {
    setBusy(true)
    await onAgain()
    setBusy(false)
  }
  return (
    <Modal
      open
      width={440}
      title={t('still_in')}
      okText={t('common:retry')}
      cancelText={t('still_in_stay')}
      okButtonProps={{ loading: busy, id: 'sign-out-again' }}
      onOk={again}
      onCancel={onStay}
    >
      <p>{t('still_in_note')}</p>
      <Problem error={error} />
    </Modal>
  )
}
