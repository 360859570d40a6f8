import { recommendFor } from './api.js';
import { remember } from './catalogs.js';
import { byId } from './dom.js';
import { notify } from './notice.js';
import { recall, keep } from './preferences.js';
import { clearSearches } from './recents.js';
import { hideShelf, showShelf } from './shelf.js';
import { forgetMe, isLiked, likesOf, loadShopper, shopperId, toggleLike } from './shopper.js';
import { strings } from './strings.js';

/** What the page does with what the shopper likes: hearts, the shelf, and searches that are tuned to it. */
const shelfSize = 12;
const tunedPreference = 'tuned';
const patience = 1000;

const shopperLoaded = loadShopper(new AbortController().signal).then(showTaste, () => {});

/** Whether there is a taste that searches in this catalogue could be tuned to. */
export const hasTaste = catalog => likesOf(catalog) > 0;

export const isTuned = () => recall(tunedPreference) !== 'no';

export function setTuned(tuned) {
  keep(tunedPreference, tuned ? null : 'no');
}

/** The shopper whose taste is to be blended into a search, or undefined. After a reload it is waited for, but not for long: a search goes without it. */
export async function tunedTo(catalog) {
  if (shopperId()) await Promise.race([shopperLoaded, new Promise(resolve => setTimeout(resolve, patience))]);
  return hasTaste(catalog) && isTuned() ? shopperId() : undefined;
}

/** What a card shows of the shopper's taste. `onChanged` hears when it has changed. */
export function heartOf(catalog, item, onChanged) {
  return {
    liked: isLiked(catalog, item.id),
    onHeart: async heart => {
      heart.setAttribute('aria-pressed', String(!isLiked(catalog, item.id)));
      try {
        await toggleLike(catalog, item.id);
        notify(null);
      } catch (error) {
        notify(strings.notLiked(error.message));
      }
      showTaste();
      onChanged();
    },
  };
}

/** The shelf is an extra: what goes wrong with it leaves it away. `isWanted` says whether the view that asked is still shown. */
export async function refreshShelf(catalog, cardOf, signal, isWanted) {
  try {
    await shopperLoaded;
    const items = hasTaste(catalog) ? await recommendFor(shopperId(), catalog, shelfSize, signal) : [];
    if (signal.aborted || !isWanted()) return;
    remember(items, catalog);
    showShelf(items.map(({ score: _, ...item }) => item), cardOf);
  } catch {
    if (!signal.aborted) hideShelf();
  }
}

/** Presses the hearts of what is liked, and offers to forget it where something may be kept. */
export function showTaste() {
  for (const heart of document.querySelectorAll('.heart')) {
    const { id, catalog } = heart.closest('.card').querySelector('a[data-id]').dataset;
    heart.setAttribute('aria-pressed', String(isLiked(catalog, id)));
  }
  byId('forget-line').hidden = shopperId() === null;
}

/** Forgets the shopper, here and on the server, and the searches of this browser with it. */
export async function forget(onForgotten) {
  try {
    await forgetMe();
  } catch (error) {
    notify(strings.notForgotten(error.message));
    return;
  }
  await clearSearches();
  notify(strings.forgotten);
  showTaste();
  hideShelf();
  onForgotten();
}
