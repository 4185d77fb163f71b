export { PersonPage } from './PersonPage'
export { PersonsPage } from './PersonsPage'
