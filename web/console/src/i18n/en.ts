import problems from '../../../shared/i18n/en/problems.json'
import status from '../../../shared/i18n/en/status.json'
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
import leaves from './en/leaves.json'
import liaison from './en/liaison.json'
import login from './en/login.json'
import maps from './en/maps.json'
import nodes from './en/nodes.json'
import persons from './en/persons.json'
import plans from './en/plans.json'
import rollcalls from './en/rollcalls.json'
import rollplan from './en/rollplan.json'
import shell from './en/shell.json'
import words from './en/words.json'

/** The English words. */
export const en = {
  alerts,
  appeals,
  attendance,
  audit,
  calendar,
  checkins,
  common,
  desk,
  draws,
  fences,
  leaves,
  liaison,
  login,
  maps,
  nodes,
  persons,
  plans,
  rollcalls,
  rollplan,
  shell,
  words,
  status,
  problems,
}
