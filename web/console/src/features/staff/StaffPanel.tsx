import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton, Tag } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Facts } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { SessionList } from '../../ui/SessionList'
import { Acts } from './Acts'
import { type File, type First, staffQuery } from './api'
import styles from './staff.module.css'

function useFacts(file: File) {
  const { t } = useTranslation('staff')
  const word = useWord()
  const format = useFormat()
  const password = file.password_expires_at
    ? t('password_first', { when: format.moment(file.password_expires_at) })
    : t('password_own')
  const facts: [string, ReactNode][] = [
    [t('name'), file.name],
    [t('username'), <code key="username">{file.username}</code>],
    [t('role'), word('role', file.role)],
    [t('unit'), file.unit.name],
    [t('sex'), file.sex ? word('sex', file.sex) : t('sex_none')],
    [t('state'), <Tag key="state">{t(`activity.${file.is_active ? 'active' : 'inactive'}`)}</Tag>],
    [t('last_login'), file.last_login_at ? format.moment(file.last_login_at) : t('never')],
    [t('password'), password],
    [t('sso'), file.is_linked ? t('sso_linked') : t('sso_none')],
    [t('created'), format.moment(file.created_at)],
  ]
  if (file.deactivated_at) facts.push([t('deactivated_at'), format.moment(file.deactivated_at)])
  return facts
}

/** The audit list asks for at most 31 days of one actor. */
const AUDIT_DAYS = 31

/** One staff member: the facts, what can be done, where they are signed in, and the way to what they did. */
export function StaffPanel({ id, onFirst }: { id: string; onFirst: (first: First) => void }) {
  const { data: file, error, refetch } = useQuery(staffQuery(id))
  if (error && !file) return <Problem error={error} retry={() => refetch()} />
  if (!file) return <Skeleton active />
  return <Whole file={file} onFirst={onFirst} />
}

function Whole({ file, onFirst }: { file: File; onFirst: (first: First) => void }) {
  const { t } = useTranslation('staff')
  const { session, may } = useSession()
  const queries = useQueryClient()
  const facts = useFacts(file)
  const onDone = (after: File) => {
    keep(queries, staffQuery(file.id).queryKey, after)
    queries.invalidateQueries({ queryKey: ['staff', 'list'] })
  }
  const end = useWrite(
    (session_id: string, header) =>
      body(
        api.POST('/console/v1/staff/{id}/sessions/end', {
          params: { path: { id: file.id }, header },
          body: session_id ? { session_id } : {},
        }),
      ),
    { onSuccess: onDone },
  )
  const isSelf = session?.member.id === file.id
  const mayEnd = file.may_manage && !isSelf
  const days = {
    from: dayjs()
      .subtract(AUDIT_DAYS - 1, 'day')
      .format('YYYY-MM-DD'),
    to: dayjs().format('YYYY-MM-DD'),
  }
  return (
    <div className={styles.panel}>
      <Facts items={facts} />
      {file.may_manage ? (
        <Acts file={file} isSelf={isSelf} onDone={onDone} onFirst={onFirst} />
      ) : (
        <p className={styles.quiet}>{t('no_manage')}</p>
      )}
      <div className={styles.head}>
        <h3>{t('sessions')}</h3>
        {mayEnd && file.sessions.length > 1 ? (
          <Button size="small" loading={end.isPending} onClick={() => end.mutate('')} data-testid="sessions-end">
            {t('end_all')}
          </Button>
        ) : null}
      </div>
      <SessionList sessions={file.sessions} busy={end.isPending} onEnd={mayEnd ? end.mutate : undefined} />
      <Problem error={end.error} />
      {may('audit.read') ? (
        <Link to="/audit" search={{ actor: file.id, ...days }} data-testid="staff-audit">
          {t('audit')}
        </Link>
      ) : null}
    </div>
  )
}
