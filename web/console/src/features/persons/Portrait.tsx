import { UserOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Photo } from '../../ui/Photo'
import type { PersonFile } from './api'
import styles from './persons.module.css'

/** Pixels of the picture at the head, taken up whether or not there is one. */
const WIDTH = 72
const HEIGHT = 96

/** The picture by which a person is recognised; without one a quiet figure, which says why. */
export function Portrait({ portrait }: { portrait: PersonFile['portrait'] }) {
  const { t } = useTranslation('persons')
  if (portrait.url) {
    return (
      <div data-testid="portrait">
        <Photo key={portrait.url} src={portrait.url} alt={t('portrait')} width={WIDTH} height={HEIGHT} />
      </div>
    )
  }
  const why = t(`no_portrait.${portrait.absence || 'not_taken'}`)
  return (
    <div
      className={styles.noPortrait}
      style={{ width: WIDTH, height: HEIGHT }}
      role="img"
      aria-label={why}
      title={why}
      data-testid="portrait"
      data-absence={portrait.absence}
    >
      <UserOutlined aria-hidden />
    </div>
  )
}
