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
    request.onupgradeneeded = () => request.result.createObjectStore('vault')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => {
      opening = undefined
      reject(request.error)
    }
  })
  return opening
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  return new Promise((resolve, reject) => {
    const tx = db.transaction('vault', mode)
    const request = act(tx.objectStore('vault'))
    tx.oncomplete = () => resolve(request.result)
    tx.onabort = () => reject(tx.error)
    tx.onerror = () => reject(tx.error)
  })
}

/** The value kept under a name, undefined when there is none. */
export const recall = <T>(name: string): Promise<T | undefined> =>
  run('readonly', (s) => s.get(name) as IDBRequest<T | undefined>)

/** Keeps a value; settled once it is on the disk. */
export const keep = (name: string, value: unknown): Promise<unknown> => run('readwrite', (s) => s.put(value, name))

/** Forgets what is kept under a name. */
export const forget = (name: string): Promise<unknown> => run('readwrite', (s) => s.delete(name))
