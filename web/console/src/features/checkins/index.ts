export { CheckinPanel } from './CheckinPanel'
