// What this device keeps between starts: its key pair, its tokens, the last answer for Today. The service worker reads
// it too. It is one store of IndexedDB without a library, since it is needed before the first paint.
/** The lists that are kept for a time without a network. */
export const keptLists = [
  'today',
  'leaves',
  'appeals',
  'me',
  'record',
  'looks',
  'own-checkins',
  'own-roll-calls',
  'timeline',
  'results',
  'answers',
  'messages',
  'draws',
  'team',
  'policy',
] as const

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('diandao', 1)
    const lost = () => {
      opening = undefined
    }
    request.onupgradeneeded = () => request.result.createObjectStore('vault')
    request.onsuccess = () => {
      request.result.onclose = lost // the browser took it away: the next question opens it anew
      resolve(request.result)
    }
    request.onerror = () => {
      lost()
      reject(request.error)
    }
  })
  return opening
}

/** Does something in one transaction; settled once it is on the disk. */
async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => () => T): Promise<T> {
  const db = await open()
  return new Promise((resolve, reject) => {
    const tx = db.transaction('vault', mode)
    const answer = act(tx.objectStore('vault'))
    tx.oncomplete = () => resolve(answer())
    tx.onabort = () => reject(tx.error)
    tx.onerror = () => reject(tx.error)
  })
}

/** Values by their names; undefined is none. */
export type Rows = Record<string, unknown>

/** The value kept under a name, undefined when there is none. */
export const recall = <T>(name: string): Promise<T | undefined> =>
  run('readonly', (s) => {
    const asked = s.get(name)
    return () => asked.result as T | undefined
  })

/** Keeps a value; settled once it is on the disk. */
export const keep = (name: string, value: unknown): Promise<unknown> => change([], () => ({ [name]: value }))

/** Forgets what is kept under a name. */
export const forget = (name: string): Promise<unknown> => keep(name, undefined)

/**
 * Changes what is kept in one transaction, so that no other tab and no worker comes between: `edit` is given what is there
 * under `names`, and tells what is to be there. It is answered with both, the new in place of the old.
 */
export function change(names: readonly string[], edit: (now: Rows) => Rows): Promise<Rows> {
  return run('readwrite', (s) => {
    const rows: Rows = {}
    const write = () => {
      for (const [name, value] of Object.entries(edit({ ...rows }))) {
        rows[name] = value
        if (value === undefined) s.delete(name)
        else s.put(value, name)
      }
    }
    names.forEach((name, n) => {
      const asked = s.get(name)
      asked.onsuccess = () => {
        rows[name] = asked.result
        if (n === names.length - 1) write()
      }
    })
    if (names.length === 0) write()
    return () => rows
  })
}

/**
 * As `change`, of what belongs to a device: nothing is done once the phone is another device's or nobody's. Tells whether
 * it was done.
 */
export async function changeOf(device: string, names: readonly string[], edit: (now: Rows) => Rows): Promise<boolean> {
  let isOurs = false
  await change(['account', ...names], (now) => {
    isOurs = (now.account as { deviceId: string } | undefined)?.deviceId === device
    return isOurs ? edit(now) : {}
  })
  return isOurs
}

/** Keeps a value of a device, while the phone is that device's. */
export const keepOf = (device: string, name: string, value: unknown): Promise<boolean> =>
  changeOf(device, [], () => ({ [name]: value }))
