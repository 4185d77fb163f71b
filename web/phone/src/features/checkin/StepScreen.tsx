import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Screen } from '../../ui/Screen'
import type { Draft } from './steps'

/** What every step gets. */
export interface StepProps {
  onBack: () => void
  onNext: () => void
  progress: { n: number; of: number }
}

/** What a step gets that fills something in. */
export interface FillProps extends StepProps {
  draft: Draft
  give: (more: Partial<Draft>) => void
}

interface Props extends Pick<StepProps, 'onBack' | 'progress'> {
  title: string
  say?: string
  children: ReactNode
  foot: ReactNode
}

/** One step: how far it is, one thing to do, and the buttons. */
export function StepScreen({ title, say, onBack, progress, children, foot }: Props) {
  const { t } = useTranslation()
  return (
    <Screen title={title} onBack={onBack} say={[title, say].filter(Boolean).join(' ')} foot={foot}>
      <p className="sr">{t('checkin:step', progress)}</p>
      <div className="dots" aria-hidden="true">
        {Array.from({ length: progress.of }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots are their places
          <i key={i} className={i < progress.n ? 'past' : ''} />
        ))}
      </div>
      <div style={{ marginTop: 20 }}>{children}</div>
    </Screen>
  )
}
