export { AttendancePage } from './AttendancePage'
