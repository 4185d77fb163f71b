export { RollCallsPage } from './RollCallsPage'
export { SheetPage } from './SheetPage'
