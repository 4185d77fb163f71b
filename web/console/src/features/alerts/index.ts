export { AlertPanel } from './AlertPanel'
export { PersonAlerts } from './PersonAlerts'
