import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import type { components } from '../../../../shared/api/console'
import { api } from '../../lib/api'
import { AdminTabs } from '../../ui/AdminTabs'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { WarnTag } from '../../ui/WarnTag'
import { When } from '../../ui/When'
import { DrainModal } from './DrainModal'

export type Node = components['schemas']['Node']

/** A server tells of itself every second; looked at as often as somebody watching wants to know. */
const LOOK_EVERY_MS = 3000

const host = (node: Node) => new URL(node.url).host

/** The servers of live roll calls: what each carries, and how one is emptied before it is switched off. */
export function NodesPage() {
  const { t } = useTranslation('nodes')
  const queries = useQueryClient()
  const [draining, setDraining] = useState<Node | null>(null)
  const nodes = useQuery({
    queryKey: ['node', 'list'],
    queryFn: () => body(api.GET('/console/v1/nodes')),
    refetchInterval: LOOK_EVERY_MS,
  })
  const all = nodes.data?.items ?? []
  return (
    <Page title={t('title')} note={t('note')}>
      <AdminTabs here="nodes" />
      <Problem error={nodes.error} retry={() => nodes.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={nodes.isPending}
        dataSource={all}
        pagination={false}
        locale={{ emptyText: t('empty') }}
        onRow={(n) => ({ 'data-testid': 'node', 'data-state': n.state }) as object}
        columns={[
          { title: t('server'), render: (_, n) => <code title={n.id}>{host(n)}</code> },
          {
            title: t('state'),
            render: (_, n) =>
              n.state === 'up' ? <Tag>{t('state_of.up')}</Tag> : <WarnTag>{t('state_of.draining')}</WarnTag>,
          },
          { title: t('roll_calls'), align: 'right', dataIndex: 'roll_calls' },
          { title: t('peers'), align: 'right', dataIndex: 'peers' },
          {
            title: t('cpu'),
            width: 180,
            render: (_, n) => (
              <Progress size="small" percent={Math.round(n.cpu * 100)} status="normal" aria-label={t('cpu')} />
            ),
          },
          { title: t('since'), render: (_, n) => <When at={n.started_at} /> },
          {
            title: t('actions'),
            render: (_, n) =>
              n.state === 'up' ? (
                <Button size="small" data-testid="node-drain" onClick={() => setDraining(n)}>
                  {t('drain')}
                </Button>
              ) : (
                t(n.roll_calls > 0 ? 'moving' : 'may_go', { count: n.roll_calls })
              ),
          },
        ]}
      />
      {draining ? (
        <DrainModal
          node={draining}
          host={host(draining)}
          isLast={all.every((n) => n.id === draining.id || n.state !== 'up')}
          onDone={() => queries.invalidateQueries({ queryKey: ['node'] })}
          onCancel={() => setDraining(null)}
        />
      ) : null}
    </Page>
  )
}
