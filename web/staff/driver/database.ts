/** A store of this browser by name, opened once. Records are plain objects; blobs may stand in them. */
export interface Shelf<T> {
  all(): Promise<T[]>;
  /** Adds or replaces, by the record's key. Resolved when it is on the disk. */
  put(record: T): Promise<void>;
  drop(key: IDBValidKey): Promise<void>;
  clear(): Promise<void>;
}

/** Two databases: what is kept of others' data for a day can be deleted as a whole, what is still to be sent never is. */
export const DAY = 'ithope-day';
export const OUTBOX = 'ithope-outbox';
const SHELVES: Readonly<Record<string, readonly { name: string; key: string }[]>> = {
  [DAY]: [
    { name: 'sheets', key: 'id' },
    { name: 'drafts', key: 'id' },
  ],
  [OUTBOX]: [{ name: 'deeds', key: 'key' }],
};

const opened = new Map<string, Promise<IDBDatabase>>();

function open(name: string): Promise<IDBDatabase> {
  const found = opened.get(name);
  if (found) return found;
  const made = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES[name] ?? [])
        request.result.createObjectStore(shelf.name, { keyPath: shelf.key });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const forget = () => {
        database.close();
        opened.delete(name);
      };
      // Signing out deletes the day in every tab; a newer version of the app may need another shape.
      database.onversionchange = forget;
      database.onclose = forget;
      resolve(database);
    };
  });
  opened.set(name, made);
  made.catch(() => opened.delete(name));
  return made;
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param name of the database, @param shelf of the store in it */
export function shelfIn<T>(name: string, shelf: string): Shelf<T> {
  const write = async (work: (store: IDBObjectStore) => void): Promise<void> => {
    // Strict: a crash of the phone right after "kept" must not lose it.
    const transaction = (await open(name)).transaction(shelf, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(shelf));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  };
  return {
    async all() {
      const transaction = (await open(name)).transaction(shelf, 'readonly');
      return answered(transaction.objectStore(shelf).getAll() as IDBRequest<T[]>);
    },
    put: (record) => write((store) => store.put(record)),
    drop: (key) => write((store) => store.delete(key)),
    clear: () => write((store) => store.clear()),
  };
}
