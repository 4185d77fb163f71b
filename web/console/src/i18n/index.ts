import problemsZh from '../../../shared/i18n/zh-CN/problems.json'
import statusZh from '../../../shared/i18n/zh-CN/status.json'
import account from './zh-CN/account.json'
import alerts from './zh-CN/alerts.json'
import appeals from './zh-CN/appeals.json'
import attendance from './zh-CN/attendance.json'
import audit from './zh-CN/audit.json'
import calendar from './zh-CN/calendar.json'
import checkins from './zh-CN/checkins.json'
import common from './zh-CN/common.json'
import desk from './zh-CN/desk.json'
import draws from './zh-CN/draws.json'
import fences from './zh-CN/fences.json'
import intake from './zh-CN/intake.json'
import leaves from './zh-CN/leaves.json'
import liaison from './zh-CN/liaison.json'
import login from './zh-CN/login.json'
import maps from './zh-CN/maps.json'
import nodes from './zh-CN/nodes.json'
import partners from './zh-CN/partners.json'
import persons from './zh-CN/persons.json'
import plans from './zh-CN/plans.json'
import policies from './zh-CN/policies.json'
import rollcalls from './zh-CN/rollcalls.json'
import rollplan from './zh-CN/rollplan.json'
import sanctions from './zh-CN/sanctions.json'
import shell from './zh-CN/shell.json'
import staff from './zh-CN/staff.json'
import timeline from './zh-CN/timeline.json'
import words from './zh-CN/words.json'

/** The Chinese words, from which the types of all keys come. */
export const zh = {
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
  words,
  status: statusZh,
  problems: problemsZh,
}

/** The English words, loaded when English is chosen. */
export const loadEnglish = async () => (await import('./en')).en

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof zh
  }
}
