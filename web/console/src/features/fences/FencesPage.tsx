import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select, Table, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { areaOf, type NamedFence } from '../../lib/fences'
import { useFind } from '../../lib/find'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { AdminTabs } from '../../ui/AdminTabs'
import { ListTools, useColumns } from '../../ui/ListTools'
import { MapBox } from '../../ui/MapBox'
import { More } from '../../ui/More'
import type { MapShape } from '../../ui/mapScene'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { kinds, listFences } from './api'
import { FencePanel } from './FencePanel'
import styles from './fences.module.css'
import { ImportModal } from './ImportModal'

function useFenceColumns(open: (id: string) => void) {
  const { t } = useTranslation('fences')
  const format = useFormat()
  const size = (f: NamedFence) =>
    f.shape === 'circle'
      ? t('circle_of', { distance: format.distance(f.area.radius_m) })
      : t('polygon_of', { count: f.area.vertices?.length ?? 0 })
  return useColumns<NamedFence>('fences', [
    {
      key: 'name',
      title: t('name'),
      isFixed: true,
      text: (f) => f.name,
      render: (f) => (
        <Button type="link" size="small" data-testid="fence-open" onClick={() => open(f.id)}>
          {f.name}
        </Button>
      ),
    },
    {
      key: 'kind',
      title: t('kind'),
      text: (f) => t(`kind_of.${f.kind}`),
      render: (f) => <Tag>{t(`kind_of.${f.kind}`)}</Tag>,
    },
    { key: 'shape', title: t('shape'), text: size },
    { key: 'unit', title: t('unit'), text: (f) => f.unit.name },
    { key: 'note', title: t('note_short'), text: (f) => f.note, ellipsis: true },
  ])
}

function Filters() {
  const { t } = useTranslation('fences')
  const [search, set] = useUrl()
  const [q, find] = useFind()
  return (
    <>
      <Input.Search
        allowClear
        style={{ width: 180 }}
        maxLength={40}
        defaultValue={q}
        placeholder={t('find')}
        aria-label={t('find')}
        onSearch={find}
      />
      <Select
        allowClear
        style={{ width: 130 }}
        placeholder={t('any_kind')}
        aria-label={t('any_kind')}
        value={search.kind}
        options={kinds.map((k) => ({ value: k, label: t(`kind_of.${k}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <Select
        style={{ width: 120 }}
        aria-label={t('state')}
        value={search.archived ?? 'no'}
        options={[
          { value: 'no', label: t('live') },
          { value: 'yes', label: t('archived') },
        ]}
        onChange={(archived) => set({ archived: archived === 'yes' ? 'yes' : undefined })}
      />
    </>
  )
}

/** Fences with filters in the address, all of them on a map beside the list; the picked one opens to be changed. */
export function FencesPage() {
  const { t } = useTranslation('fences')
  const { may } = useSession()
  const [search, set] = useUrl()
  const [importing, setImporting] = useState(false)
  const [q] = useFind()
  const { kind, archived, unit, item } = search
  const pages = usePages(['fence', 'list', { q, kind, archived, unit }], listFences(search, q))
  const columns = useFenceColumns((id) => set({ item: id }))
  const all = pages.data?.pages
  const shapes = useMemo<MapShape[]>(
    () =>
      (all ?? [])
        .flatMap((p) => p.items)
        .map((f) => ({
          id: f.id,
          name: f.name,
          area: areaOf(f.area),
          look: f.kind === 'boundary' ? 'boundary' : 'fence',
        })),
    [all],
  )
  const close = () => set({ item: undefined })
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <Filters />
          <ListTools list="fences" title={t('title')} columns={columns} load={listFences(search, q)} />
          {may('fence.write') ? (
            <>
              <Button onClick={() => setImporting(true)} data-testid="fence-import">
                {t('import')}
              </Button>
              <Button
                type="primary"
                icon={<PlusOutlined />}
                onClick={() => set({ item: 'new' })}
                data-testid="fence-new"
              >
                {t('new')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <AdminTabs here="fences" />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <div className={styles.both}>
        <div>
          <Table
            size="medium"
            rowKey="id"
            loading={pages.isPending}
            dataSource={pages.items}
            pagination={false}
            locale={{ emptyText: pages.emptyText(t('empty')) }}
            columns={columns.table}
          />
          <More pages={pages} />
        </div>
        <aside aria-label={t('map')}>
          <MapBox title={t('map')} shapes={shapes} height={520} />
        </aside>
      </div>
      <Side
        open={item !== undefined}
        size={1080}
        title={item === 'new' ? t('new_title') : t('one')}
        onClose={close}
        destroyOnHidden
      >
        {item ? <FencePanel key={item} id={item === 'new' ? null : item} onClose={close} /> : null}
      </Side>
      {importing ? <ImportModal onClose={() => setImporting(false)} /> : null}
    </Page>
  )
}
