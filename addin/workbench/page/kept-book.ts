import type { OpenedXlsx } from '../xlsx/open-xlsx.ts';

const DATABASE = 'sep-workbench';
const STORE = 'books';
/** The one book that a reload of the page opens. */
const NEXT = 'next';

/** Keeps a book over a reload of the page: too large for the storage of texts. */
export async function keepForReload(opened: OpenedXlsx): Promise<void> {
  await inStore('readwrite', (store) => store.put(opened, NEXT));
}

/** The kept book, which is then kept no longer; undefined where there is none. */
export async function takeKept(): Promise<OpenedXlsx | undefined> {
  const kept = await inStore('readonly', (store) => store.get(NEXT));
  await inStore('readwrite', (store) => store.delete(NEXT));
  return isOpened(kept) ? kept : undefined;
}

function isOpened(value: unknown): value is OpenedXlsx {
  return typeof value === 'object' && value !== null && 'book' in value && 'opened' in value && 'notes' in value;
}

async function inStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
  await settled(opening);
  const database = opening.result;
  try {
    const request = work(database.transaction(STORE, mode).objectStore(STORE));
    await settled(request);
    const result: unknown = request.result;
    return result;
  } finally {
    database.close();
  }
}

function settled(request: IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve());
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The browser’s storage does not answer.')),
    );
  });
}
