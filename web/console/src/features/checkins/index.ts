export { CheckinPanel } from './CheckinPanel'
export { CheckinsPage } from './CheckinsPage'
