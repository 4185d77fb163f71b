export { PlanList } from './PlanList'
export { PlansPage } from './PlansPage'
export { TemplateStep } from './TemplateStep'
