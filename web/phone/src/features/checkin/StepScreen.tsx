import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Screen } from '../../ui/Screen'
import type { Draft } from './steps'

/** What every step gets. */
export interface StepProps {
  onBack: () => void
  onNext: () => void
  progress: { n: number; of: number }
  /** What the person who has come back to it is told. */
  note?: string | undefined
}

/** What a step gets that fills something in. */
export interface FillProps extends StepProps {
  draft: Draft
  give: (more: Partial<Draft>) => void
}

interface Props extends Pick<StepProps, 'onBack' | 'progress' | 'note'> {
  title: string
  say?: string
  children: ReactNode
  foot: ReactNode
}

/** One step: how far it is, one thing to do, and the buttons. */
export function StepScreen({ title, say, note, onBack, progress, children, foot }: Props) {
  const { t } = useTranslation()
  return (
    <Screen title={title} onBack={onBack} say={[title, note, say].filter(Boolean).join(' ')} foot={foot}>
      <p className="sr">{t('checkin:step', progress)}</p>
      <div className="dots" aria-hidden="true">
        {Array.from({ length: progress.of }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots are their places
          <i key={i} className={i < progress.n ? 'past' : ''} />
        ))}
      </div>
      <div style={{ marginTop: 20 }}>
        {note && (
          <p className="note told" role="status" data-testid="checkin-note">
            {note}
          </p>
        )}
        {children}
      </div>
    </Screen>
  )
}
