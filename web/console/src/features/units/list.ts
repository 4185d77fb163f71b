import type { Schemas } from '../../lib/types'

export type Unit = Schemas['Unit']

/** What an office's number may be made of; the server asks for the same. */
export const isTelephone = (text: string) =>
  text === '' || (/^[0-9 +()-]{3,20}$/.test(text) && text.replaceAll(/\D/g, '').length >= 3)

/** The units that a text in name or code finds, perhaps only those that have no telephone. */
export function found(units: readonly Unit[], text: string, isSilent: boolean): Unit[] {
  const wanted = text.trim().toLowerCase()
  return units.filter(
    (u) =>
      (!isSilent || u.telephone === '') &&
      (u.name.toLowerCase().includes(wanted) || u.code.toLowerCase().includes(wanted)),
  )
}
