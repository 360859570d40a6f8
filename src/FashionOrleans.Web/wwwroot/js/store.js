/**
 * What this browser keeps for its shopper, in IndexedDB: the latest searches, and the pictures that they were made with. Where nothing can be
 * kept (a private window, a full disk) everything works, and is forgotten with the tab.
 */
const databaseName = 'fashionorleans';
const stores = ['searches', 'pictures'];
let opened = null;

export function readAll(store) {
  return inStore(store, 'readonly', area => area.getAll(), []);
}

export function readKeys(store) {
  return inStore(store, 'readonly', area => area.getAllKeys(), []);
}

export function read(store, key) {
  return inStore(store, 'readonly', area => area.get(key), undefined);
}

export function write(store, key, value) {
  return inStore(store, 'readwrite', area => area.put(value, key));
}

export function remove(store, key) {
  return inStore(store, 'readwrite', area => area.delete(key));
}

export function empty(store) {
  return inStore(store, 'readwrite', area => area.clear());
}

async function inStore(store, mode, act, otherwise) {
  try {
    opened ??= open();
    const transaction = (await opened).transaction(store, mode);
    return await resultOf(act(transaction.objectStore(store)));
  } catch {
    return otherwise;
  }
}

function open() {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    for (const name of stores) request.result.createObjectStore(name);
  };
  return resultOf(request);
}

function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
