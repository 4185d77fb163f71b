import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon'
import { Speak } from './Speak'

interface Props {
  title: string
  children: ReactNode
  /** Buttons at the thumb. */
  foot?: ReactNode
  onBack?: () => void
  /** Stands beside the title. */
  aside?: ReactNode
  lead?: string
  /** What is read aloud when the person asks for it; the heading and the lead when not given. */
  say?: string
  testid?: string
}

/** One screen: a heading, what it is about, and what can be done. The heading takes the focus when it changes. */
export function Screen({ title, children, foot, onBack, aside, lead, say, testid }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading's words tell that the screen is another
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title])
  return (
    <main className="screen" {...(testid ? { 'data-testid': testid } : {})}>
      <header className="head">
        {onBack && (
          <button type="button" className="icon-button" aria-label={t('common:back')} onClick={onBack}>
            <Icon name="back" />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
        <Speak text={say ?? [title, lead].filter(Boolean).join(' ')} />
      </header>
      {lead && <p className="lead">{lead}</p>}
      <div className="body">{children}</div>
      {foot && <div className="foot">{foot}</div>}
    </main>
  )
}
