export { FencesPage } from './FencesPage'
