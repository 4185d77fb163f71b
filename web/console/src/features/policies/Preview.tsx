import { useTranslation } from 'react-i18next'
import { partsOf } from '../../../../shared/prose/prose'
import styles from './policies.module.css'

/** A text as the phone shows it. */
export function Preview({ text, lang }: { text: string; lang: string }) {
  const { t } = useTranslation('policies')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className={styles.phone} aria-label={t('preview')} lang={lang} tabIndex={0} data-testid="policy-preview">
      <h2 className={styles.title}>{t('phone_title')}</h2>
      {partsOf(text).map((p, n) => {
        const key = `${n}`
        if (p.kind === 'heading') return <h3 key={key}>{p.text}</h3>
        if (p.kind === 'text') return <p key={key}>{p.text}</p>
        return (
          <ul key={key}>
            {p.items.map((i) => (
              <li key={i}>{i}</li>
            ))}
          </ul>
        )
      })}
    </section>
  )
}
