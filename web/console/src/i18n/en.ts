import problems from '../../../shared/i18n/en/problems.json'
import status from '../../../shared/i18n/en/status.json'
import account from './en/account.json'
import alerts from './en/alerts.json'
import appeals from './en/appeals.json'
import attendance from './en/attendance.json'
import audit from './en/audit.json'
import calendar from './en/calendar.json'
import checkins from './en/checkins.json'
import common from './en/common.json'
import desk from './en/desk.json'
import draws from './en/draws.json'
import fences from './en/fences.json'
import intake from './en/intake.json'
import leaves from './en/leaves.json'
import liaison from './en/liaison.json'
import login from './en/login.json'
import maps from './en/maps.json'
import nodes from './en/nodes.json'
import partners from './en/partners.json'
import persons from './en/persons.json'
import plans from './en/plans.json'
import policies from './en/policies.json'
import rollcalls from './en/rollcalls.json'
import rollplan from './en/rollplan.json'
import sanctions from './en/sanctions.json'
import shell from './en/shell.json'
import staff from './en/staff.json'
import timeline from './en/timeline.json'
import units from './en/units.json'
import words from './en/words.json'

/** The English words. */
export const en = {
  account,
  alerts,
  appeals,
  attendance,
  audit,
  calendar,
  checkins,
  common,
  desk,
  draws,
  intake,
  fences,
  leaves,
  liaison,
  login,
  maps,
  nodes,
  partners,
  persons,
  plans,
  policies,
  rollcalls,
  rollplan,
  sanctions,
  shell,
  staff,
  timeline,
  units,
  words,
  status,
  problems,
}
