import { element, icon } from './dom.js';
import { productName, productPrice, shortFacts } from './product.js';
import { format, strings } from './strings.js';

// Nominal size of a product picture: reserves the place before the picture arrives.
const pictureWidth = 300;
const pictureHeight = 400;
const cardsAboveTheFold = 6;

/** A product picture on its tile, or the tile with a hanger when there is none or it does not load. */
export function productPicture(item, { eager = false } = {}) {
  const tile = element('div', { class: 'tile' });
  const showNone = () => tile.replaceChildren(element('span', { class: 'tile-none' }, icon('hanger'), element('span', {}, strings.noPicture)));
  if (!item.imageUrl) {
    showNone();
    return tile;
  }
  tile.append(element('img', {
    src: item.imageUrl, alt: '', width: pictureWidth, height: pictureHeight,
    loading: eager ? 'eager' : 'lazy', decoding: 'async', draggable: 'false', on: { error: showNone },
  }));
  return tile;
}

/**
 * A product of the grid. The whole card is a link to "more like this", so that it can be opened in a new tab or shared;
 * the page follows it without loading anew. With `onHeart` it has a heart, pressed when it is `liked`.
 */
export function productCard(item, { href, position, liked, onHeart }) {
  const name = productName(item);
  const price = productPrice(item);
  const facts = shortFacts(item, price ? 2 : 3).join(' · ');
  const tile = productPicture(item, { eager: position < cardsAboveTheFold });
  tile.append(element('span', { class: 'tile-action', 'aria-hidden': 'true' }, icon('similar'), strings.moreLikeThis));
  const card = element('li', { class: 'card' },
    element('a', { class: 'card-link', href, data: { id: item.id }, title: item.score === undefined ? strings.moreLikeThis : null },
      tile,
      element('span', { class: 'visually-hidden' }, `${strings.moreLike} `),
      element('span', { class: 'card-name' }, name),
      element('span', { class: 'card-facts' },
        element('span', { class: 'card-facts-text' }, facts), price && element('span', { class: 'card-price' }, price)),
      item.score !== undefined && similarity(item.score)),
    onHeart && heart(name, liked, onHeart));
  // Through the object model, not as a style attribute: a strict content security policy allows only the former.
  card.style.setProperty('--position', String(Math.min(position, 12)));
  return card;
}

function heart(name, liked, onHeart) {
  return element('button', {
    type: 'button', class: 'heart', 'aria-label': strings.like(name), 'aria-pressed': String(liked), on: { click: event => onHeart(event.currentTarget) },
  }, icon('heart'));
}

export function skeletonCard() {
  return element('li', { class: 'card skeleton', 'aria-hidden': 'true' },
    element('div', { class: 'tile' }), element('span', { class: 'skeleton-line' }), element('span', { class: 'skeleton-line skeleton-short' }), element('span', { class: 'skeleton-line' }));
}

function similarity(score) {
  const bar = element('span', { class: 'similarity-bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--similarity', String(Math.min(1, Math.max(0, score))));
  const percent = format.percent(score);
  return element('span', { class: 'similarity', title: strings.cosineTooltip(format.cosine(score)) },
    bar, element('span', { class: 'similarity-number', 'aria-hidden': 'true' }, percent),
    element('span', { class: 'visually-hidden' }, strings.similar(percent)));
}
