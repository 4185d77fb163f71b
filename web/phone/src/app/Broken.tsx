import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BigButton } from '../ui/BigButton'
import { Screen } from '../ui/Screen'

/** What is shown when a screen could not be drawn. */
export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? <Sorry /> : this.props.children
  }
}

function Sorry() {
  const { t } = useTranslation()
  const restart = () => {
    location.hash = '/'
    location.reload()
  }
  return (
    <Screen title={t('common:broken_title')} foot={<BigButton onClick={restart}>{t('common:home')}</BigButton>}>
      <p>{t('common:broken_text')}</p>
    </Screen>
  )
}
