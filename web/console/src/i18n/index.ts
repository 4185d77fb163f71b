import problemsZh from '../../../shared/i18n/zh-CN/problems.json'
import statusZh from '../../../shared/i18n/zh-CN/status.json'
import account from './zh-CN/account.json'
import alerts from './zh-CN/alerts.json'
import appeals from './zh-CN/appeals.json'
import attendance from './zh-CN/attendance.json'
import checkins from './zh-CN/checkins.json'
import common from './zh-CN/common.json'
import desk from './zh-CN/desk.json'
import leaves from './zh-CN/leaves.json'
import liaison from './zh-CN/liaison.json'
import login from './zh-CN/login.json'
import maps from './zh-CN/maps.json'
import persons from './zh-CN/persons.json'
import plans from './zh-CN/plans.json'
import rollcalls from './zh-CN/rollcalls.json'
import rollplan from './zh-CN/rollplan.json'
import sanctions from './zh-CN/sanctions.json'
import shell from './zh-CN/shell.json'
import timeline from './zh-CN/timeline.json'
import units from './zh-CN/units.json'
import words from './zh-CN/words.json'

/** The Chinese words that the first screens may need, from which the types of all keys come. */
export const zh = {
  account,
  alerts,
  appeals,
  attendance,
  checkins,
  common,
  desk,
  leaves,
  liaison,
  login,
  maps,
  persons,
  plans,
  rollcalls,
  rollplan,
  sanctions,
  shell,
  timeline,
  units,
  words,
  status: statusZh,
  problems: problemsZh,
}

/** The Chinese words of the other screens. */
export const loadLater = async () => (await import('./later')).later

/** The English words, loaded when English is chosen. */
export const loadEnglish = async () => (await import('./en')).en

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof zh & Awaited<ReturnType<typeof loadLater>>
  }
}
