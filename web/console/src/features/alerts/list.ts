export { AlertsPage } from './AlertsPage'
