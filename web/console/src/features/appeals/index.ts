export { AppealPanel } from './AppealPanel'
export { AppealsPage } from './AppealsPage'
