// The English words, loaded when they are asked for.
import problems from '@diandao/shared/i18n/en/problems.json'
import status from '@diandao/shared/i18n/en/status.json'
import activate from './en/activate.json'
import appeal from './en/appeal.json'
import causes from './en/causes.json'
import checkin from './en/checkin.json'
import common from './en/common.json'
import draws from './en/draws.json'
import findings from './en/findings.json'
import leave from './en/leave.json'
import me from './en/me.json'
import messages from './en/messages.json'
import papers from './en/papers.json'
import policy from './en/policy.json'
import record from './en/record.json'
import result from './en/result.json'
import rollcall from './en/rollcall.json'
import team from './en/team.json'
import today from './en/today.json'

export default {
  common,
  activate,
  appeal,
  today,
  record,
  checkin,
  result,
  causes,
  draws,
  findings,
  leave,
  messages,
  me,
  papers,
  policy,
  team,
  rollcall,
  problems,
  status,
}
