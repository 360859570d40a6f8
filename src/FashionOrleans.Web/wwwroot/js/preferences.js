/** Small wishes that outlast the tab: texts under a name, in this browser. Where nothing can be kept they last as long as the page. */
const prefix = 'fashionorleans.';
const unkept = new Map();

export function recall(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return unkept.get(name) ?? null;
  }
}

/** Keeps a text; null removes it. */
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, text);
  } catch {
    unkept.set(name, text);
  }
}
