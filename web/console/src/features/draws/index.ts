export { DrawsPage } from './DrawsPage'
