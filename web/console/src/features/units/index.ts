export { UnitsPage } from './UnitsPage'
