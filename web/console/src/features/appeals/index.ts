export { AppealPanel } from './AppealPanel'
export { AppealsPage } from './AppealsPage'
export { PersonAppeals } from './PersonAppeals'
