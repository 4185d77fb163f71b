export { deskQuery } from './api'
export { DeskPage } from './DeskPage'
