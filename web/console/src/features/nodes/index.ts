export { NodesPage } from './NodesPage'
