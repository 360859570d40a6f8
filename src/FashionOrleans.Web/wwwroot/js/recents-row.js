import { byId, element, icon } from './dom.js';
import { recallPicture } from './pictures.js';
import { pictureAddress } from './product.js';
import { clearSearches, recentSearches } from './recents.js';
import { strings } from './strings.js';

/** The row of this browser's latest searches on the first view, each a way back to it. */
const section = byId('recents');
const row = byId('recents-row');

export async function showRecents(go, isShown) {
  const searches = (await recentSearches()).filter(({ view }) => view.catalog === go.view.catalog);
  const entries = await Promise.all(searches.map(search => entryOf(search, go)));
  if (!isShown()) return;
  row.replaceChildren(...entries);
  section.hidden = entries.length === 0;
  byId('clear-recents').onclick = async () => {
    await clearSearches();
    hideRecents();
    byId('words').focus();
  };
}

export function hideRecents() {
  section.hidden = true;
}

async function entryOf({ view, title, imageUrl }, go) {
  const picture = view.query.key ? await recallPicture(view.query.key) : null;
  const src = picture?.url ?? (imageUrl && pictureAddress({ imageUrl }, 160));
  const tile = element('span', { class: picture ? 'recent-picture tile-photo' : 'recent-picture' },
    src ? element('img', { src, alt: '', width: 60, height: 80, decoding: 'async' }) : icon(view.query.kind === 'words' ? 'words' : 'link'));
  const refined = Object.keys(view.filter).length + view.also.length + view.unlike.length;
  return element('li', {}, element('button', { type: 'button', class: 'recent', on: { click: () => go.navigate(view) } },
    tile,
    element('span', { class: 'recent-words' }, element('span', { class: 'recent-title' }, title), refined > 0 && element('span', { class: 'recent-facts' }, strings.refined(refined)))));
}
