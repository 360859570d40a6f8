import { element, icon, iconButton } from './dom.js';
import { pictureAddress, productName, productPrice, shortFacts } from './product.js';
import { format, strings } from './strings.js';

// Nominal size of a product picture: reserves the place before the picture arrives.
const pictureWidth = 300;
const pictureHeight = 400;
const cardsAboveTheFold = 6;
const pictureWidths = [160, 320, 480, 640];
const shownWidths = '(min-width: 40rem) 14rem, 46vw';

/** A product picture on its tile, or the tile with a hanger when there is none or it does not load. */
export function productPicture(item, { eager = false, first = false } = {}) {
  const tile = element('div', { class: 'tile' });
  const showNone = () => tile.replaceChildren(element('span', { class: 'tile-none' }, icon('hanger'), element('span', {}, strings.noPicture)));
  if (!item.imageUrl) {
    showNone();
    return tile;
  }
  tile.append(element('img', {
    sizes: shownWidths, srcset: pictureWidths.map(width => `${pictureAddress(item, width)} ${width}w`).join(', '), src: pictureAddress(item, 320), alt: '', width: pictureWidth, height: pictureHeight,
    loading: eager ? 'eager' : 'lazy', fetchpriority: first && 'high', decoding: 'async', draggable: 'false', on: { error: showNone },
  }));
  return tile;
}

/**
 * A product of the grid. The whole card is a link to "more like this", so that it can be opened in a new tab or shared;
 * the page follows it without loading anew. With `onHeart` it has a heart, pressed when it is `liked`; with `onAlso` and `onUnlike` the shopper can say
 * that the search should find more or less of its kind.
 */
export function productCard(item, { catalog, href, position, liked, onHeart, onAlso, onUnlike }) {
  const name = productName(item);
  const price = productPrice(item);
  const facts = shortFacts(item, price ? 2 : 3).join(' · ');
  const tile = productPicture(item, { eager: position < cardsAboveTheFold, first: position < 2 });
  tile.append(element('span', { class: 'tile-action', 'aria-hidden': 'true' }, icon('similar'), strings.moreLikeThis));
  const card = element('li', { class: 'card' },
    element('a', { class: 'card-link', href, data: { id: item.id, catalog }, title: item.score === undefined ? strings.moreLikeThis : null },
      tile,
      element('span', { class: 'visually-hidden' }, `${strings.moreLike} `),
      element('span', { class: 'card-name' }, name),
      element('span', { class: 'card-facts' },
        element('span', { class: 'card-facts-text' }, facts), price && element('span', { class: 'card-price' }, price))),
    (item.score !== undefined || onAlso) && element('div', { class: 'card-foot' },
      item.score !== undefined && similarity(item.score),
      onAlso && iconButton(strings.alsoLike(name), 'plus', { class: 'card-button' }, onAlso),
      onUnlike && iconButton(strings.unlike(name), 'minus', { class: 'card-button' }, onUnlike)),
    onHeart && heart(name, liked, onHeart));
  // Through the object model, not as a style attribute: a strict content security policy allows only the former.
  card.style.setProperty('--position', String(Math.min(position, 12)));
  return card;
}

function heart(name, liked, onHeart) {
  return iconButton(strings.like(name), 'heart', { class: 'heart', 'aria-pressed': String(liked) }, event => onHeart(event.currentTarget));
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
