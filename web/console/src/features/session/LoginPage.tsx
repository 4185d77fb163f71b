import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { ApiProblem, sentence } from '../../../../shared/api/problem'
import { switchLanguage } from '../../../../shared/i18n/init'
import { loadEnglish } from '../../i18n'
import { api } from '../../lib/api'
import { safeReturn } from '../../lib/back'
import { keepSession, sessionQuery } from '../../lib/session'
import { announce } from '../../lib/tabs'
import { useUrl } from '../../lib/url'
import { OfflineStrip } from '../../ui/OfflineStrip'
import styles from './login.module.css'

const DemoLogins = lazy(() => import('./DemoLogins'))

interface Credentials {
  username: string
  password: string
}

/** Sign in; then back to where one was. */
export function LoginPage() {
  const { t, i18n } = useTranslation('login')
  const [search] = useUrl()
  const [form] = Form.useForm<Credentials>()
  const ways = useQuery({ queryKey: ['sign-in'], queryFn: () => body(api.GET('/console/v1/sign-in')), retry: false })
  const queries = useQueryClient()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const signIn = async (credentials: Credentials) => {
    setBusy(true)
    setProblem(null)
    try {
      const session = await body(api.POST('/console/v1/session', { body: credentials }))
      queries.clear()
      queries.setQueryData(sessionQuery.queryKey, keepSession(session))
      announce({ kind: 'signed-in', member: session.member.id })
      router.history.push(safeReturn(search.to))
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  const refused = search.problem ? new ApiProblem({ code: search.problem, status: 403 }) : null
  const shown = problem ?? refused
  const note = shown ? sentence(i18n, shown) : search.expired ? t('expired') : ''
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <main className={styles.page}>
      <OfflineStrip isLaid />
      <div className={styles.card}>
        <div className={styles.brand}>
          <img src="/console/icon.svg" alt="" width={36} height={36} />
          <h1>{t('title')}</h1>
        </div>
        <p className={styles.subtitle}>{t('subtitle')}</p>
        <Form<Credentials>
          form={form}
          layout="vertical"
          requiredMark={false}
          size="large"
          onFinish={signIn}
          disabled={busy}
        >
          <Form.Item name="username" label={t('username')} rules={[{ required: true, message: t('username_needed') }]}>
            <Input autoComplete="username" autoFocus data-testid="login-username" />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password_needed') }]}>
            <Input.Password autoComplete="current-password" maxLength={128} data-testid="login-password" />
          </Form.Item>
          <p className={styles.problem} role="alert">
            {note}
          </p>
          <Button type="primary" htmlType="submit" block loading={busy} data-testid="login-submit">
            {t('submit')}
          </Button>
        </Form>
        <OtherWay to={search.to} name={ways.data?.sso_name} />
        <Button
          type="text"
          className={styles.language}
          lang={other}
          onClick={() => switchLanguage(i18n, other, loadEnglish)}
        >
          {t('other_language')}
        </Button>
        <Suspense fallback={null}>
          {ways.data?.demo_logins?.length ? (
            <DemoLogins logins={ways.data.demo_logins} onPick={(login) => form.setFieldsValue(login)} />
          ) : null}
        </Suspense>
      </div>
      <p className={styles.foot}>{t('foot')}</p>
    </main>
  )
}

/** The login by the city's identity provider, where there is one. The browser leaves the page for it. */
function OtherWay({ to, name }: { to: string | undefined; name: string | undefined }) {
  const { t } = useTranslation('login')
  if (!name) return null
  return (
    <>
      <p className={styles.or}>{t('or')}</p>
      <Button
        block
        size="large"
        href={`/console/v1/sso?${new URLSearchParams({ to: to ?? '/' })}`}
        data-testid="login-sso"
      >
        {t('sso', { name })}
      </Button>
    </>
  )
}
