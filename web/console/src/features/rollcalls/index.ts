export { PlanPage } from './PlanPage'
export { RollCallsPage } from './RollCallsPage'
export { SheetPage } from './SheetPage'
export { TelephoneBar } from './TelephoneBar'
