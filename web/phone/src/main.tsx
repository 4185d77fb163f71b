import '@diandao/shared/tokens/tokens.css'
import './app/app.css'
import { startI18n } from '@diandao/shared/i18n/init'
import { QueryClientProvider } from '@tanstack/react-query'
import { unstableSetRender } from 'antd-mobile'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app/App'
import { boot } from './app/boot'
import { zh } from './i18n'
import { startPalette } from './lib/palette'

// antd-mobile 5 draws toasts and dialogs by an interface that React 19 no longer has.
unstableSetRender((node, container) => {
  const root = createRoot(container)
  root.render(node)
  return async () => root.unmount()
})

async function start() {
  startPalette()
  const i18n = await startI18n(zh, async () => (await import('./i18n/en')).default)
  const { account, ended, queries } = await boot()
  createRoot(document.getElementById('root') as HTMLElement).render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <App account={account} ended={ended} />
      </QueryClientProvider>
    </I18nextProvider>,
  )
}

start()
