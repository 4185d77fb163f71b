import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Slider } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/words'
import type { Detail } from './api'
import styles from './checkins.module.css'
import type { Look } from './look'
import { Pane } from './Pair'
import { Score } from './Score'
import { useView } from './useView'
import { asTaken, limits, lit, type View, zoomedTo } from './view'

interface ToolsProps {
  view: View
  set: (change: (v: View) => View) => void
  zoom: { in: () => void; out: () => void }
}

/** Zoom and brightness of both pictures. */
function Tools({ view, set, zoom }: ToolsProps) {
  const { t } = useTranslation('checkins')
  return (
    <fieldset className={styles.tools}>
      <legend className="visually-hidden">{t('both_pictures')}</legend>
      <span className={styles.tool}>
        <span aria-hidden>{t('zoom')}</span>
        <Button size="small" icon={<MinusOutlined />} aria-label={t('zoom_out')} onClick={zoom.out} />
        <Slider
          min={limits.zoom[0]}
          max={limits.zoom[1]}
          step={0.05}
          value={view.zoom}
          tooltip={{ open: false }}
          ariaLabelForHandle={t('zoom')}
          onChange={(to) => set((v) => zoomedTo(v, to))}
        />
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label={t('zoom_in')}
          onClick={zoom.in}
          data-testid="zoom-in"
        />
      </span>
      <span className={styles.tool}>
        <span aria-hidden>{t('light')}</span>
        <Slider
          min={limits.light[0]}
          max={limits.light[1]}
          step={0.05}
          value={view.light}
          tooltip={{ open: false }}
          ariaLabelForHandle={t('light')}
          onChange={(to) => set((v) => lit(v, to))}
        />
      </span>
      <Button size="small" onClick={() => set(() => asTaken)} data-testid="view-reset">
        {t('as_taken')}
      </Button>
      <span className={styles.keys}>
        <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd>
      </span>
    </fieldset>
  )
}

/** Nobody has taken pictures yet: what to go by, and what to do. */
function NotEnrolled({ personId }: { personId: string }) {
  const { t } = useTranslation('checkins')
  return (
    <div className={styles.pane} data-testid="not-enrolled">
      <div className={styles.paneText}>
        <b>{t('not_enrolled')}</b>
        <p>{t('not_enrolled_do')}</p>
        <Link to="/persons/$id" params={{ id: personId }}>
          {t('to_file')}
        </Link>
      </div>
    </div>
  )
}

interface PickProps {
  count: number
  picked: number
  onPick: (n: number) => void
}

/** Which of the enrolled pictures is shown. */
function Pick({ count, picked, onPick }: PickProps) {
  const { t } = useTranslation('checkins')
  if (count < 2) return null
  return (
    <span className={styles.pick}>
      {Array.from({ length: count }, (_, n) => n).map((n) => (
        <button
          key={n}
          type="button"
          aria-pressed={n === picked}
          aria-label={t('enrolled_n', { n: n + 1 })}
          onClick={() => onPick(n)}
        >
          {n + 1}
        </button>
      ))}
    </span>
  )
}

/** The picture by which a person is known and the one that was handed in, side by side, looked at as one. */
export function Compare({ detail, look, isOpen }: { detail: Detail; look: Look; isOpen: boolean }) {
  const { t } = useTranslation('checkins')
  const format = useFormat()
  const area = useRef<HTMLDivElement>(null)
  const { view, setView, zoom } = useView(area)
  const [picked, setPicked] = useState(0)
  const [shown, setShown] = useState({ sample: false, enrolled: false })
  const enrolled = look.enrolled[picked]
  if (!look.sample) return null
  const byEyes = Boolean(look.sample.eyes && enrolled?.eyes)
  return (
    <section className={styles.wide} aria-label={t('compare')} data-testid="compare" data-by-eyes={byEyes}>
      <div className={styles.pair} ref={area}>
        <figure>
          <figcaption>
            <span>
              {t('enrolled')}
              {look.enrolled_at ? ` · ${format.longDay(look.enrolled_at)}` : ''}
            </span>
            <Pick count={look.enrolled.length} picked={picked} onPick={setPicked} />
          </figcaption>
          {enrolled ? (
            <Pane
              key={enrolled.url}
              picture={enrolled}
              alt={t('enrolled_n', { n: picked + 1 })}
              view={view}
              byEyes={byEyes}
              onShown={() => setShown((s) => ({ ...s, enrolled: true }))}
            />
          ) : (
            <NotEnrolled personId={detail.person_id} />
          )}
        </figure>
        <figure>
          <figcaption>
            <span>
              {t('sample')}
              {detail.checkin ? ` · ${format.moment(detail.checkin.made_at)}` : ''}
            </span>
          </figcaption>
          <Pane
            picture={look.sample}
            alt={t('photo')}
            view={view}
            byEyes={byEyes}
            onShown={() => setShown((s) => ({ ...s, sample: true }))}
          />
        </figure>
      </div>
      <Tools view={view} set={setView} zoom={zoom} />
      {enrolled && !byEyes ? <p className={styles.quiet}>{t('not_by_eyes')}</p> : null}
      {enrolled ? (
        <Score look={look} isHidden={!isOpen && !look.is_score_shown} canShow={shown.sample && shown.enrolled} />
      ) : null}
    </section>
  )
}
