import { tidyPictures } from './pictures.js';
import { empty, readAll, remove, write } from './store.js';
import { subjectKey } from './state.js';

/** The latest searches of this browser, newest first: `{ view, title, imageUrl, at }`; a search by picture finds its picture by the view's key. */
const keptAtMost = 12;

export async function recentSearches() {
  return (await readAll('searches')).sort((a, b) => b.at - a.at);
}

/** Puts a search first; the same search with other refinements takes the place of the one before. */
export async function recordSearch(view, { title, imageUrl = null }) {
  await write('searches', subjectKey(view), { view, title, imageUrl, at: Date.now() });
  const all = await recentSearches();
  for (const old of all.slice(keptAtMost)) await remove('searches', subjectKey(old.view));
  await tidyPictures(all.slice(0, keptAtMost).map(search => search.view.query.key).filter(Boolean));
}

export async function clearSearches() {
  await empty('searches');
  await empty('pictures');
}
