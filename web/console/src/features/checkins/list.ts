export { CheckinsPage } from './CheckinsPage'
