// What stands around a photo: the phone it came from, and the photos that counted before.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import styles from './checkins.module.css'
import { usePicture } from './look'

/** What the phone said of itself. */
export function DeviceFacts({ facts }: { facts: Schemas['DeviceFacts'] }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const said = [
    facts.network ? word('network', facts.network) : '',
    facts.battery_pct === null ? '' : t('battery', { percent: facts.battery_pct }),
    facts.app_version ? t('app_version', { version: facts.app_version }) : '',
    facts.mock_location ? t('mock_location') : '',
    facts.emulator ? t('emulator') : '',
  ].filter(Boolean)
  return (
    <section data-testid="device-facts">
      <h3>{t('device')}</h3>
      <p className={styles.place}>
        {said.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {said.length === 0 ? <span className={styles.quiet}>{t('device_silent')}</span> : null}
      </p>
    </section>
  )
}

function Accepted({ photo }: { photo: Schemas['AcceptedPhoto'] }) {
  const { t } = useTranslation('checkins')
  const common = useTranslation('common')
  const format = useFormat()
  const { src, error } = usePicture(photo.url)
  const when = format.moment(photo.at)
  return (
    <li>
      <Link to="/checkins/$id" params={{ id: photo.request_id }}>
        <span className={styles.thumb}>
          {src ? <img src={src} alt={t('accepted_photo', { when })} /> : null}
          {error ? common.t('picture_missing') : null}
        </span>
        <small>{when}</small>
      </Link>
    </li>
  )
}

/** The last photos of the person that counted. */
export function AcceptedPhotos({ photos }: { photos: Schemas['AcceptedPhoto'][] }) {
  const { t } = useTranslation('checkins')
  return (
    <section className={styles.wide} data-testid="accepted">
      <h3>{t('accepted')}</h3>
      {photos.length === 0 ? <p className={styles.quiet}>{t('accepted_none')}</p> : null}
      <ul className={styles.accepted}>
        {photos.map((p) => (
          <Accepted key={p.request_id} photo={p} />
        ))}
      </ul>
    </section>
  )
}
