import { useQuery } from '@tanstack/react-query'
import { Button, Flex, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/words'
import { AdminTabs } from '../../ui/AdminTabs'
import { Facts, Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { type Policy, policiesQuery } from './api'
import { DraftForm } from './DraftForm'
import { Preview } from './Preview'
import styles from './policies.module.css'

/** The privacy policy: its versions, who has read which, and the draft of the next. */
export function PoliciesPage() {
  const { t } = useTranslation('policies')
  const format = useFormat()
  const [isEditing, setEditing] = useState(false)
  const [seen, setSeen] = useState<Policy | null>(null)
  const { data, error, isPending, refetch } = useQuery(policiesQuery)
  const all = data?.items ?? []
  const draft = all.find((p) => p.status === 'draft')
  const versions = all.filter((p) => p.status === 'published')
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={
        <Button
          type="primary"
          disabled={isPending || error !== null}
          onClick={() => setEditing(true)}
          data-testid="policy-edit"
        >
          {t(draft ? 'edit_draft' : 'new_draft')}
        </Button>
      }
    >
      <AdminTabs here="policies" />
      <Problem error={error} retry={() => refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={isPending}
        dataSource={versions}
        pagination={false}
        onRow={() => ({ 'data-testid': 'policy-version' }) as object}
        columns={[
          {
            title: t('version'),
            render: (_, p: Policy) => (
              <Button
                type="link"
                size="small"
                style={{ padding: 0 }}
                onClick={() => setSeen(p)}
                data-testid="policy-look"
              >
                {t('version_n', { version: p.version })}
              </Button>
            ),
          },
          {
            title: t('effective_day'),
            render: (_, p: Policy) => format.longDay(p.effective_day),
          },
          { title: t('change_note'), render: (_, p: Policy) => p.change_note || t('built_in') },
          {
            title: t('languages'),
            render: (_, p: Policy) => (
              <Flex gap={4}>
                <Tag>{t('chinese')}</Tag>
                {p.english ? <Tag>{t('english')}</Tag> : null}
              </Flex>
            ),
          },
          {
            title: t('readers'),
            align: 'right',
            render: (_, p: Policy) => (
              <span data-testid="policy-readers">{t('readers_n', { count: p.reader_count })}</span>
            ),
          },
        ]}
      />
      {isEditing ? <DraftForm draft={draft} latest={versions[0]} onClose={() => setEditing(false)} /> : null}
      {seen ? <Seen policy={seen} onClose={() => setSeen(null)} /> : null}
    </Page>
  )
}

/** A published version as persons see it. */
function Seen({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t } = useTranslation('policies')
  const format = useFormat()
  const [lang, setLang] = useState<'zh-CN' | 'en'>('zh-CN')
  return (
    <Side open size={420} title={t('version_n', { version: policy.version })} onClose={onClose}>
      <Facts
        items={[
          [t('effective_day'), format.longDay(policy.effective_day)],
          [t('published_at'), policy.published_at ? format.moment(policy.published_at) : ''],
          [
            t('sha256'),
            <code key="hash" className={styles.hash ?? ''}>
              {policy.sha256}
            </code>,
          ],
        ]}
      />
      {policy.english ? (
        <Segmented
          value={lang}
          onChange={setLang}
          options={[
            { value: 'zh-CN', label: t('chinese') },
            { value: 'en', label: t('english') },
          ]}
          style={{ marginBlock: 12 }}
        />
      ) : null}
      <Preview text={lang === 'en' ? policy.english : policy.chinese} lang={lang} />
    </Side>
  )
}
