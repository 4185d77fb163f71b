export { LookFor } from './LookFor'
export { LostContactsPage } from './LostContactsPage'
