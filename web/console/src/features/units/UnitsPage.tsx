import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFind } from '../../lib/find'
import { unitsQuery, useSession } from '../../lib/session'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { AdminTabs } from '../../ui/AdminTabs'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { WarnTag } from '../../ui/WarnTag'
import { ChangeUnit } from './ChangeUnit'
import { found, type Unit } from './list'

const rows = 50

function Filters() {
  const { t } = useTranslation('units')
  const [search, set] = useUrl()
  const [q, find] = useFind()
  return (
    <>
      <Input.Search
        allowClear
        style={{ width: 200 }}
        maxLength={60}
        placeholder={t('search')}
        aria-label={t('search')}
        defaultValue={q}
        onSearch={find}
        data-testid="unit-search"
      />
      <Checkbox
        style={{ alignSelf: 'center', lineHeight: '32px' }}
        checked={search.silent === 'yes'}
        onChange={(e) => set({ silent: e.target.checked ? 'yes' : undefined })}
        data-testid="unit-silent"
      >
        {t('only_silent')}
      </Checkbox>
    </>
  )
}

/** The units of one's scope, or of the picked unit, with their offices' telephones; one opens to be changed. */
export function UnitsPage() {
  const { t } = useTranslation('units')
  const { may } = useSession()
  const [search, set] = useUrl()
  const [q] = useFind()
  const units = useQuery(unitsQuery)
  const { inside, byId } = useUnits()
  const picked = search.unit ? byId.get(search.unit)?.path : undefined
  const within = picked ? inside.filter((u) => u.path.startsWith(picked)) : inside
  const silent = within.filter((u) => u.kind === 'station' && u.telephone === '').length
  const changing = inside.find((u) => u.id === search.item)
  return (
    <Page title={t('title')} note={t('note')} actions={<Filters />}>
      <AdminTabs here="units" />
      <Problem error={units.error} retry={() => units.refetch()} />
      {silent > 0 ? (
        <p data-testid="unit-silent-count">
          <WarnTag>{t('silent', { count: silent })}</WarnTag>
        </p>
      ) : null}
      <Table<Unit>
        size="medium"
        rowKey="id"
        loading={units.isPending}
        dataSource={found(within, q ?? '', search.silent === 'yes')}
        pagination={{ pageSize: rows, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: units.data ? t('empty') : '–' }}
        onRow={(u) => ({ 'data-testid': 'unit', 'data-code': u.code }) as object}
        columns={[
          { title: t('name'), dataIndex: 'name' },
          { title: t('kind'), render: (_, u) => t(`kind_of.${u.kind}`) },
          { title: t('above'), render: (_, u) => byId.get(u.parent_id ?? '')?.name ?? '–' },
          { title: t('code'), render: (_, u) => <code>{u.code}</code> },
          { title: t('telephone'), render: (_, u) => u.telephone || <WarnTag>{t('none')}</WarnTag> },
          {
            title: t('actions'),
            render: (_, u) =>
              may('org.manage') ? (
                <Button
                  size="small"
                  aria-label={t('change_one', { name: u.name })}
                  onClick={() => set({ item: u.id })}
                  data-testid="unit-change"
                >
                  {t('change')}
                </Button>
              ) : null,
          },
        ]}
      />
      {changing ? <ChangeUnit key={changing.id} unit={changing} onClose={() => set({ item: undefined })} /> : null}
    </Page>
  )
}
