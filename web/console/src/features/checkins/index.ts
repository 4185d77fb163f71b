export { CheckinPanel } from './CheckinPanel'
export { ClaimMark } from './ClaimBar'
export { preloadReview } from './look'
