import { productCard } from './cards.js';
import { byId } from './dom.js';

/** The row of products that this shopper may like, on the first view. */
const shelf = byId('shelf');
const grid = byId('shelf-grid');

export function showShelf(items, card) {
  grid.replaceChildren(...items.map((item, position) => productCard(item, { position, ...card(item) })));
  shelf.hidden = items.length === 0;
}

export function hideShelf() {
  shelf.hidden = true;
  grid.replaceChildren();
}
