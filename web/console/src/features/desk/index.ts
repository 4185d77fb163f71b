export { deskQuery } from './api'
export { DeskPage } from './DeskPage'
export { DonePage } from './DonePage'
