import { forgetShopper, getShopper, recordEvents } from './api.js';
import { keep, recall } from './preferences.js';

/**
 * Who is shopping here: a random id in this browser, made with the first heart and known to nobody else. What is liked is kept by the
 * server under that id, and gone with it.
 */
const preference = 'shopper';
const likes = new Set();
let id = recall(preference);

export const shopperId = () => id;

export const likesOf = catalog => [...likes].filter(key => key.startsWith(`${catalog}/`)).length;

export const isLiked = (catalog, item) => likes.has(`${catalog}/${item}`);

/** Reads what the server keeps of this browser's shopper. */
export async function loadShopper(signal) {
  if (!id) return;
  const { likes: kept } = await getShopper(id, signal);
  likes.clear();
  for (const { catalog, item } of kept) likes.add(`${catalog}/${item}`);
}

/** Likes an item, or takes the like back; resolves when the server has recorded it. */
export async function toggleLike(catalog, item) {
  const key = `${catalog}/${item}`;
  const liked = !likes.has(key);
  id ??= newId();
  if (liked) likes.add(key);
  else likes.delete(key);
  try {
    await recordEvents(id, [{ id: crypto.randomUUID?.(), type: liked ? 'like' : 'clear', catalog, item }]);
  } catch (error) {
    if (liked) likes.delete(key);
    else likes.add(key);
    throw error;
  }
}

/** Tells the server that an item was looked at; nothing before the first heart. */
export function recordView(catalog, item) {
  if (id) recordEvents(id, [{ type: 'view', catalog, item }]).catch(() => {});
}

/** Removes everything that is kept of this shopper, here and on the server. */
export async function forgetMe() {
  if (id) await forgetShopper(id);
  likes.clear();
  id = null;
  keep(preference, null);
}

function newId() {
  // randomUUID is there on secure pages only.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const drawn = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  keep(preference, drawn);
  return drawn;
}
