import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Radio, Skeleton, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { switchLanguage } from '../../../../shared/i18n/init'
import { loadEnglish } from '../../i18n'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useSession } from '../../lib/session'
import { singleKeys, useSingleKeys } from '../../lib/singleKeys'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Facts, Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { SessionList } from '../../ui/SessionList'
import styles from './account.module.css'
import { PasswordForm } from './PasswordForm'

function Language() {
  const { t, i18n } = useTranslation('account')
  return (
    <Radio.Group
      aria-label={t('language')}
      value={i18n.language}
      onChange={(e) => switchLanguage(i18n, e.target.value, loadEnglish)}
      options={[
        { value: 'zh-CN', label: <span lang="zh-CN">{t('zh')}</span> },
        { value: 'en', label: <span lang="en">{t('en')}</span> },
      ]}
    />
  )
}

/** Whether a single key acts by itself, for one's own hands and ears. */
function Keys() {
  const { t } = useTranslation('account')
  const member = useSession().session?.member.id ?? ''
  const on = useSingleKeys(member)
  return (
    <>
      <span className={styles.choice}>
        <Switch
          checked={on}
          aria-labelledby="single-keys"
          aria-describedby="single-keys-note"
          onChange={(now) => singleKeys.set(member, now)}
          data-testid="single-keys"
        />
        <span id="single-keys">{t('single_keys_on')}</span>
      </span>
      <p className={styles.quiet} id="single-keys-note">
        {t('single_keys_note')}
      </p>
    </>
  )
}

/** One's own account: who one is here, the password, where one is signed in, the language. */
export function AccountPage() {
  const { t } = useTranslation('account')
  const word = useWord()
  const format = useFormat()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const key = ['account']
  const account = useQuery({ queryKey: key, queryFn: () => body(api.GET('/console/v1/account')) })
  const end = useWrite(
    (session_id: string, header) =>
      body(
        api.POST('/console/v1/account/sessions/end', { params: { header }, body: session_id ? { session_id } : {} }),
      ),
    {
      onSuccess: (after) => {
        keep(queries, key, after)
        message.success(t('ended'))
      },
    },
  )
  const me = account.data
  if (!me)
    return (
      <Page title={t('title')}>
        {account.error ? <Problem error={account.error} retry={() => account.refetch()} /> : <Skeleton active />}
      </Page>
    )
  return (
    <Page title={t('title')}>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel title={t('facts')}>
            <Facts
              items={[
                [t('name'), me.name],
                [t('username'), <code key="username">{me.username}</code>],
                [t('role'), word('role', me.role)],
                [t('unit'), me.unit.name],
                [t('last_login'), me.last_login_at ? format.moment(me.last_login_at) : '–'],
              ]}
            />
            <p className={styles.quiet}>{t('ask')}</p>
          </Panel>
          <Panel
            title={t('sessions')}
            extra={
              me.sessions.length > 1 ? (
                <Button size="small" loading={end.isPending} onClick={() => end.mutate('')} data-testid="end-others">
                  {t('end_others')}
                </Button>
              ) : null
            }
          >
            <SessionList sessions={me.sessions} busy={end.isPending} onEnd={end.mutate} />
            <Problem error={end.error} />
            <p className={styles.quiet}>{t('sessions_note')}</p>
          </Panel>
        </div>
        <div className={styles.column}>
          <Panel title={t('password')}>
            <PasswordForm
              oldLabel={t('old')}
              submit={t('save')}
              onChanged={() => {
                message.success(t('changed'))
                queries.invalidateQueries({ queryKey: key })
              }}
            />
          </Panel>
          <Panel title={t('language')}>
            <Language />
          </Panel>
          <Panel title={t('single_keys')}>
            <Keys />
          </Panel>
        </div>
      </div>
    </Page>
  )
}
