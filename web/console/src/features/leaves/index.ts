export { LeavesPage } from './LeavesPage'
