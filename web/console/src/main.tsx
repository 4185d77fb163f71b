import { createRoot } from 'react-dom/client'
import '../../shared/tokens/tokens.css'
import './app/base.css'
import { startI18n } from '../../shared/i18n/init'
import { App } from './app/App'
import { loadEnglish, zh } from './i18n'

const i18n = await startI18n(zh, loadEnglish)
createRoot(document.getElementById('root') as HTMLElement).render(<App i18n={i18n} />)
