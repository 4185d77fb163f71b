export { PersonSanctions } from './PersonSanctions'
export { SanctionsPage } from './SanctionsPage'
