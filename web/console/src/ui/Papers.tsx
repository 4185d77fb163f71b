import { useTranslation } from 'react-i18next'
import type { Schemas } from '../lib/types'
import { Photo } from './Photo'
import styles from './ui.module.css'

/** A size in kB or MB, as people say it. */
function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** What came with a record: pictures to look at, documents to download. */
export function Papers({ papers }: { papers: Schemas['Paper'][] }) {
  const { t } = useTranslation('common')
  return (
    <ul className={styles.papers} data-testid="papers">
      {papers.map((p, i) => (
        <li key={p.id}>
          {p.mime.startsWith('image/') ? (
            <Photo src={p.url} alt={t('paper_picture', { n: i + 1 })} width={260} height={340} />
          ) : (
            <a href={p.url} download>
              {t('paper_download', { n: i + 1, size: sizeOf(p.size) })}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
