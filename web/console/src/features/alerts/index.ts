export { AlertPanel } from './AlertPanel'
