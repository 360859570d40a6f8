import { getCatalog, sampleItems } from './api.js';
import { remember, rememberDetails } from './catalogs.js';
import { byId, element } from './dom.js';
import { showCatalogNotReady, showEmptyCatalog } from './messages.js';
import { pictureAddress } from './product.js';
import { hideQuery } from './query-panel.js';
import { hideRecents, showRecents } from './recents-row.js';
import { announce, showLoadingCatalog, showProducts, showSampleHead } from './results.js';
import { addressOf, likeView } from './state.js';
import { strings } from './strings.js';
import { heartOf, refreshShelf } from './taste.js';

/** The first view: the invitation, the recent searches, the shelf, and a sample of the catalogue. */
export const sampleSize = 24;

export async function showHome(home, signal, go) {
  const { catalog, seed } = home;
  const shuffle = () => go.refine({ ...go.view, seed: go.view.seed + 1 });
  const isShown = () => go.view.query.kind === 'none' && go.view.catalog === catalog;
  hideQuery();
  showSampleHead(undefined, shuffle);
  showRecents(go, isShown);
  const [known, items] = await Promise.all([getCatalog(catalog, signal), sampleItems(catalog, { limit: sampleSize, seed }, signal)]);
  rememberDetails(catalog, known);
  if (items.length === 0) {
    hideRecents();
    if (known.ready === false) showCatalogNotReady(go);
    else showEmptyCatalog(catalog, go);
    go.showWhenThere(signal, async () => {
      const { items: count, ready } = await getCatalog(catalog, signal);
      return count > 0 || ready !== known.ready;
    });
    return;
  }
  remember(items, catalog);
  const cardOf = item => ({
    catalog,
    href: addressOf(likeView(go.view, item.id)),
    ...heartOf(catalog, item, () => refreshShelf(catalog, cardOf, new AbortController().signal, isShown)),
  });
  refreshShelf(catalog, cardOf, signal, isShown);
  showSampleHead(known.items, shuffle);
  showProducts(items, cardOf);
  showFan(items);
  if (known.ready === false) showLoadingCatalog(go.retry);
  announce(strings.productsShown(items.length));
}

/** The three pictures that fan out of the drop zone: a taste of this catalogue. */
function showFan(items) {
  const pictured = items.filter(item => item.imageUrl);
  for (const [index, card] of byId('hero-fan').querySelectorAll('.fan-card').entries()) {
    const item = pictured[index];
    if (item) card.replaceChildren(element('img', { src: pictureAddress(item, 320), alt: '', width: 300, height: 400, draggable: 'false' }));
  }
}
