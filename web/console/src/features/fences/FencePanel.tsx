import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Radio, Skeleton, TreeSelect } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { type Area, problemOf } from '../../lib/area'
import { areaOf, asBackground, boundariesQuery, type NamedFence } from '../../lib/fences'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWrite } from '../../lib/write'
import { MapBox } from '../../ui/MapBox'
import { Problem } from '../../ui/Problem'
import { AreaFields } from './AreaFields'
import { fenceQuery, kinds } from './api'
import styles from './fences.module.css'
import { PlansUsing } from './PlansUsing'

type Shape = NamedFence['shape']
type Draft = Omit<Schemas['NewFence'], 'unit_id'>

interface Words {
  unit_id: string
  kind: Draft['kind']
  name: string
  note: string
}

function useSave(fence: NamedFence | null, onSaved: (made: NamedFence) => void) {
  const queries = useQueryClient()
  const onSuccess = (made: NamedFence) => {
    queries.setQueryData(fenceQuery(made.id).queryKey, made)
    queries.invalidateQueries({ queryKey: ['fence'] })
  }
  const save = useWrite(
    ({ unit_id, ...draft }: Draft & { unit_id: string }, header) =>
      fence
        ? body(
            api.PUT('/console/v1/fences/{id}', {
              params: { path: { id: fence.id }, header },
              body: { ...draft, version: fence.version },
            }),
          )
        : body(api.POST('/console/v1/fences', { params: { header }, body: { ...draft, unit_id } })),
    { onSuccess, after: onSaved },
  )
  const archive = useWrite(
    (version: number, header) =>
      body(
        api.POST('/console/v1/fences/{id}/archive', {
          params: { path: { id: fence?.id ?? '' }, header },
          body: { version },
        }),
      ),
    { onSuccess, after: onSaved },
  )
  return { save, archive }
}

/** A fence to be drawn or changed, and the plans that were made with it. */
export function FencePanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { data: fence, error, refetch } = useQuery({ ...fenceQuery(id ?? ''), enabled: id !== null })
  if (id === null) return <Editor opened={null} onClose={onClose} />
  if (error && !fence) return <Problem error={error} retry={() => refetch()} />
  if (!fence) return <Skeleton active />
  return (
    <>
      <Editor opened={fence} onClose={onClose} />
      <PlansUsing fence={fence} />
    </>
  )
}

function Editor({ opened, onClose }: { opened: NamedFence | null; onClose: () => void }) {
  // What was opened, or saved here: a change of somebody else is told when saving, and takes nothing away.
  const [fence, setFence] = useState(opened)
  const { t } = useTranslation('fences')
  const { session } = useSession()
  const { message, modal } = App.useApp()
  const { tree } = useUnits()
  const own = session?.member.unit.id ?? ''
  const [shape, setShape] = useState<Shape>(fence?.shape ?? 'circle')
  const [area, setArea] = useState<Area | null>(fence ? areaOf(fence.area) : null)
  const boundaries = useQuery(boundariesQuery)
  const background = useMemo(
    () => asBackground(boundaries.data?.items).filter((b) => b.id !== fence?.id),
    [boundaries.data, fence?.id],
  )
  const isNew = fence === null
  const { save, archive } = useSave(fence, (made) => {
    message.success(made.archived_at ? t('archived_done') : t('saved'))
    if (isNew || made.archived_at) onClose()
    else setFence(made)
  })
  const mayWrite = isNew || (fence.may_write && !fence.archived_at)
  const problem = area ? problemOf(area) : 'vertices'
  const turn = (next: Shape) => {
    setShape(next)
    setArea(null)
  }
  const askArchive = () =>
    modal.confirm({
      title: t('archive_title', { name: fence?.name }),
      content: t('archive_note'),
      okText: t('archive'),
      onOk: () => archive.mutateAsync(fence?.version ?? 0).catch(() => undefined), // the problem is shown below
    })
  return (
    <Form<Words>
      layout="vertical"
      disabled={!mayWrite}
      initialValues={{
        unit_id: fence?.unit.id ?? own,
        kind: fence?.kind ?? 'fence',
        name: fence?.name ?? '',
        note: fence?.note ?? '',
      }}
      onFinish={(words) => area && save.mutate({ ...words, name: words.name.trim(), area })}
    >
      <div className={styles.editor}>
        <div>
          <Form.Item
            name="name"
            label={t('name')}
            rules={[{ required: true, whitespace: true, message: t('name_needed') }]}
          >
            <Input maxLength={40} data-testid="fence-name" />
          </Form.Item>
          {isNew ? (
            <Form.Item name="unit_id" label={t('unit')} extra={t('unit_note')}>
              <TreeSelect
                treeData={tree}
                showSearch={{ treeNodeFilterProp: 'title' }}
                treeDefaultExpandedKeys={[own]}
              />
            </Form.Item>
          ) : null}
          <Form.Item name="kind" label={t('kind')}>
            <Radio.Group options={kinds.map((k) => ({ value: k, label: t(`kind_of.${k}`) }))} />
          </Form.Item>
          <Form.Item label={t('shape')}>
            <Radio.Group
              value={shape}
              onChange={(e) => turn(e.target.value)}
              options={(['circle', 'polygon'] as const).map((s) => ({ value: s, label: t(`shape_of.${s}`) }))}
            />
          </Form.Item>
          <AreaFields shape={shape} area={area} onArea={setArea} />
          <Form.Item name="note" label={t('note_field')}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </div>
        <MapBox
          title={t('draw_map')}
          shapes={background}
          height={440}
          draft={{ area, mode: mayWrite ? shape : 'look', onArea: setArea }}
        >
          {mayWrite ? (
            <div className={styles.tools}>
              <p className={styles.hint}>{t(`how.${shape}`)}</p>
              {shape === 'polygon' ? (
                <Button
                  size="small"
                  disabled={!area?.vertices?.length}
                  data-testid="fence-undo"
                  onClick={() => setArea((a) => withoutLast(a))}
                >
                  {t('undo')}
                </Button>
              ) : null}
              <Button size="small" disabled={!area} onClick={() => setArea(null)}>
                {t('clear')}
              </Button>
            </div>
          ) : null}
          {area && problem ? (
            <p role="status" className={styles.bad} data-testid="fence-problem">
              {t(`problem.${problem}`)}
            </p>
          ) : null}
        </MapBox>
      </div>
      <Problem error={save.error ?? archive.error} />
      {mayWrite ? (
        <div className={styles.tools}>
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending}
            disabled={problem !== null}
            data-testid="fence-save"
          >
            {t('save')}
          </Button>
          {isNew ? null : (
            <Button loading={archive.isPending} onClick={askArchive} data-testid="fence-archive">
              {t('archive')}
            </Button>
          )}
        </div>
      ) : null}
    </Form>
  )
}

const withoutLast = (a: Area | null): Area | null => {
  const rest = a?.vertices?.slice(0, -1) ?? []
  return a && rest.length ? { ...a, vertices: rest } : null
}
