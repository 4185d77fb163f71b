export { PlanList } from './PlanList'
