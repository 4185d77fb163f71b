// The Chinese words, one file per feature; they come with the first screen.
import problems from '@diandao/shared/i18n/zh-CN/problems.json'
import status from '@diandao/shared/i18n/zh-CN/status.json'
import activate from './zh-CN/activate.json'
import appeal from './zh-CN/appeal.json'
import causes from './zh-CN/causes.json'
import checkin from './zh-CN/checkin.json'
import common from './zh-CN/common.json'
import draws from './zh-CN/draws.json'
import findings from './zh-CN/findings.json'
import leave from './zh-CN/leave.json'
import me from './zh-CN/me.json'
import messages from './zh-CN/messages.json'
import papers from './zh-CN/papers.json'
import policy from './zh-CN/policy.json'
import record from './zh-CN/record.json'
import result from './zh-CN/result.json'
import rollcall from './zh-CN/rollcall.json'
import team from './zh-CN/team.json'
import today from './zh-CN/today.json'

export const zh = {
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
