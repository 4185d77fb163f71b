export { answerRing, type RollCall, ringingOf } from './rings'
export { Today } from './Today'
export { useTodayPoll } from './useToday'
