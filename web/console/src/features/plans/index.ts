export { PlanList } from './PlanList'
export { PlansPage } from './PlansPage'
