export { LivePage, WatchPage } from './LivePage'
