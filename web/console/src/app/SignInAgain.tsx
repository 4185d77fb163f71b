import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../shared/api/client'
import { sentence } from '../../../shared/api/problem'
import { api } from '../lib/api'
import { forgetSession, keepSession, lastSession, sessionQuery } from '../lib/session'
import { announce } from '../lib/tabs'
import { refresh } from './tabs'

interface Credentials {
  username: string
  password: string
}

interface Props {
  onBack: () => void
  onLeave: () => void
}

/** The login has ended: sign in over the screen, which stays with all that was written on it. */
export default function SignInAgain({ onBack, onLeave }: Props) {
  const { t, i18n } = useTranslation('login')
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const signIn = async (credentials: Credentials) => {
    setBusy(true)
    setProblem(null)
    try {
      const session = await body(api.POST('/console/v1/session', { body: credentials }))
      const isSame = lastSession()?.member.id === session.member.id
      if (!isSame) forgetSession()
      queries.setQueryData(sessionQuery.queryKey, keepSession(session))
      announce({ kind: 'signed-in', member: session.member.id })
      if (!isSame)
        window.location.assign('/console/') // nothing of somebody else's screen stays
      else {
        onBack()
        refresh(queries)
      }
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width={400}
      zIndex={2000}
      closable={false}
      maskClosable={false}
      styles={{ mask: { background: 'var(--page)' } }} // nothing of a person is read by whoever comes by
      keyboard={false}
      footer={null}
      title={t('again_title')}
    >
      <p>{t('again_note', { name: lastSession()?.member.name ?? '' })}</p>
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={signIn} disabled={busy} data-testid="again">
        <Form.Item name="username" label={t('username')} rules={[{ required: true, message: t('username_needed') }]}>
          <Input autoComplete="username" autoFocus data-testid="again-username" />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password_needed') }]}>
          <Input.Password
            visibilityToggle={false}
            autoComplete="current-password"
            maxLength={128}
            data-testid="again-password"
          />
        </Form.Item>
        <p role="alert" style={{ minHeight: 22, margin: '-8px 0 8px', color: 'var(--absent-text)' }}>
          {problem ? sentence(i18n, problem) : ''}
        </p>
        <Button type="primary" htmlType="submit" block loading={busy} data-testid="again-submit">
          {t('submit')}
        </Button>
        <Button type="text" block style={{ marginTop: 8 }} onClick={onLeave} data-testid="again-leave">
          {t('again_leave')}
        </Button>
      </Form>
    </Modal>
  )
}
