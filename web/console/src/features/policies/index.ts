export { PoliciesPage } from './PoliciesPage'
