// The Chinese words of screens that few open on most days; they come with the first of these.
import audit from './zh-CN/audit.json'
import calendar from './zh-CN/calendar.json'
import draws from './zh-CN/draws.json'
import fences from './zh-CN/fences.json'
import intake from './zh-CN/intake.json'
import nodes from './zh-CN/nodes.json'
import partners from './zh-CN/partners.json'
import policies from './zh-CN/policies.json'
import staff from './zh-CN/staff.json'

export const later = { audit, calendar, draws, fences, intake, nodes, partners, policies, staff }
