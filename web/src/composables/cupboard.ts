/**
 * What a user has brought along and wants to find again in this browser: texts and maps, which are too large for a shelf. It lies in the browser's own
 * database and is sent nowhere. A browser that keeps nothing, or is told to, works all the same.
 */
const NAME = 'shouwang';
const STORE = 'kept';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('no database'));
  });
}

async function done<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('nothing was kept'));
    });
  } finally {
    database.close();
  }
}

/** What lies under a name; nothing where nothing does, or nothing can be kept. */
export const fetched = async <T>(name: string): Promise<T | undefined> => done('readonly', (store) => store.get(name) as IDBRequest<T | undefined>).catch(() => undefined);

/** Whether it was kept. */
export const kept = (name: string, value: unknown): Promise<boolean> => done('readwrite', (store) => store.put(value, name)).then(() => true, () => false);

export const forgotten = (name: string): Promise<boolean> => done('readwrite', (store) => store.delete(name)).then(() => true, () => false);
