export { AttendancePage } from './AttendancePage'
export { FairnessPage } from './FairnessPage'
