// The privacy policy on this phone: when it was last put off.
import { serverNow } from './clock'

const key = 'diandao.policy.later'
const today = () => serverNow().toLocaleDateString('en-CA')

/** Asks no more today. */
export function putOff() {
  try {
    localStorage.setItem(key, today())
  } catch {
    // storage is closed: it is asked again at the next start
  }
}

/** Whether it was put off today. */
export function isPutOff(): boolean {
  try {
    return localStorage.getItem(key) === today()
  } catch {
    return false
  }
}
