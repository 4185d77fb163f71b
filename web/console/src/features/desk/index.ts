export { DeskPage } from './DeskPage'
export { DonePage } from './DonePage'
