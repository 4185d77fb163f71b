export { AppealsPage } from './AppealsPage'
