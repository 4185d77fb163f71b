import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './ui.module.css'

/** A picture of the evidence; it says so when it can't be shown. */
export function Photo({ src, alt, width, height }: { src: string; alt: string; width: number; height: number }) {
  const { t } = useTranslation('common')
  const [broken, setBroken] = useState(false)
  if (broken) {
    return (
      <div className={styles.noPhoto} style={{ width, height }}>
        {t('picture_missing')}
      </div>
    )
  }
  return (
    <img
      className={styles.photo}
      src={src}
      alt={alt}
      width={width}
      height={height}
      decoding="async"
      onError={() => setBroken(true)}
    />
  )
}
