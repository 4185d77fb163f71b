import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { AdminTabs } from '../../ui/AdminTabs'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { partnersQuery } from './api'
import { PartnerForm } from './PartnerForm'
import { PartnerView } from './PartnerView'
import styles from './partners.module.css'
import { SecretModal } from './SecretModal'
import { PartnerState } from './tags'

/** The agencies that are told what happens: all of them, or the picked one whole. */
export function PartnersPage() {
  const { t } = useTranslation('partners')
  const [{ item }] = useUrl()
  return (
    <Page title={t('title')} note={t('note')} actions={item ? null : <AddButton />}>
      <AdminTabs here="partners" />
      {item ? <PartnerView key={item} id={item} /> : <List />}
    </Page>
  )
}

function AddButton() {
  const { t } = useTranslation('partners')
  const { may } = useSession()
  const queries = useQueryClient()
  const [, set] = useUrl()
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  if (!may('partner.manage')) return null
  return (
    <>
      <Button type="primary" data-testid="partner-add" onClick={() => setAdding(true)}>
        {t('add')}
      </Button>
      {adding ? (
        <PartnerForm
          onCancel={() => setAdding(false)}
          onDone={({ id }, secret) => {
            setMade({ id, secret: secret ?? '' })
            queries.invalidateQueries({ queryKey: ['partner'] })
          }}
        />
      ) : null}
      {made ? (
        <SecretModal secret={made.secret} onClose={() => (adding ? setMade(null) : set({ item: made.id }))} />
      ) : null}
    </>
  )
}

function List() {
  const { t } = useTranslation('partners')
  const word = useWord()
  const [, set] = useUrl()
  const { data, error, isPending, refetch } = useQuery(partnersQuery)
  const all = data?.items ?? []
  const stopped = all.filter((p) => p.pause === 'failing' || p.pause === 'gone').length
  return (
    <>
      <Problem error={error} retry={() => refetch()} />
      {stopped > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('banner', { count: stopped })}
          data-testid="partners-banner"
        />
      ) : null}
      <Table
        size="medium"
        rowKey="id"
        loading={isPending}
        dataSource={all}
        pagination={false}
        locale={{ emptyText: t('empty') }}
        onRow={(p) => ({ 'data-testid': 'partner', 'data-pause': p.pause }) as object}
        columns={[
          {
            title: t('name'),
            render: (_, p) => (
              <Button type="link" size="small" data-testid="partner-open" onClick={() => set({ item: p.id })}>
                {p.name}
              </Button>
            ),
          },
          { title: t('kind'), render: (_, p) => word('partner_kind', p.kind) },
          { title: t('unit'), render: (_, p) => p.unit.name },
          { title: t('url'), render: (_, p) => <code className={styles.url}>{p.url}</code> },
          { title: t('events'), render: (_, p) => t('event_count', { count: p.events.length }) },
          { title: t('state'), render: (_, p) => <PartnerState partner={p} /> },
        ]}
      />
    </>
  )
}
