import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { previewQuery } from './api'
import { inOrder, moved } from './plan'
import styles from './plan.module.css'

type Ref = Schemas['PersonRef']

/** The order of calling, which can be changed by hand. */
function Called({ called, onArrange }: { called: Ref[]; onArrange?: (ids: string[]) => void }) {
  const { t } = useTranslation('rollplan')
  const move = (at: number, by: number) => onArrange?.(moved(called, at, by).map((p) => p.id))
  return (
    <ol className={styles.order} data-testid="preview-called">
      {called.map((p, n) => (
        <li key={p.id}>
          <span className={styles.name}>{p.name}</span>
          <span className={styles.quiet}>{p.number}</span>
          {onArrange ? (
            <span className={styles.moves}>
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined />}
                disabled={n === 0}
                aria-label={t('move_up', { name: p.name })}
                onClick={() => move(n, -1)}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined />}
                disabled={n === called.length - 1}
                aria-label={t('move_down', { name: p.name })}
                onClick={() => move(n, 1)}
              />
            </span>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

/** Who would be called, who is registered out and why, and who is kept apart. */
export function Preview({
  draft,
  onArrange,
}: {
  draft: Schemas['NewRollCall'] | null
  onArrange?: (ids: string[]) => void
}) {
  const { t } = useTranslation('rollplan')
  const word = useWord()
  const { data, error, isPending } = useQuery({ ...previewQuery(draft), placeholderData: keepPreviousData })
  if (!draft) return <Panel title={t('preview')}>{t('preview_waits')}</Panel>
  if (error)
    return (
      <Panel title={t('preview')}>
        <Problem error={error} />
      </Panel>
    )
  if (isPending) return <Skeleton active />
  return (
    <div className={styles.column} data-testid="preview">
      <Panel title={t('called', { count: data.called.length })}>
        {draft.order === 'chance' ? <p className={styles.quiet}>{t('chance_note')}</p> : null}
        {/* the answer may be of the order before */}
        <Called
          called={draft.order === 'hand' ? inOrder(data.called, draft.arranged ?? []) : data.called}
          onArrange={draft.order === 'hand' ? onArrange : undefined}
        />
      </Panel>
      <Panel title={t('out', { count: data.out.length })}>
        <p className={styles.quiet}>{t('out_note')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
        <ul className={styles.list} data-testid="preview-out" tabIndex={0}>
          {data.out.map((o) => (
            <li key={o.person.id}>
              <span className={styles.name}>{o.person.name}</span>
              <span className={styles.quiet}>{o.person.number}</span>
              <span className={styles.why}>{word('excuse', o.excuse)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      {data.apart.length > 0 ? (
        <Panel title={t('apart', { count: data.apart.length })}>
          <p className={styles.quiet}>{t('apart_note')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
          <ul className={styles.list} data-testid="preview-apart" tabIndex={0}>
            {data.apart.map((a) => (
              <li key={a.person.id}>
                <span className={styles.name}>{a.person.name}</span>
                <span className={styles.quiet}>{a.person.number}</span>
                <span className={styles.why}>{word('apart', a.reason)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </div>
  )
}
