export { LeavePanel } from './LeavePanel'
export { LeavesPage } from './LeavesPage'
