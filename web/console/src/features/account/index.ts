export { AccountPage } from './AccountPage'
export { WelcomePage } from './WelcomePage'
