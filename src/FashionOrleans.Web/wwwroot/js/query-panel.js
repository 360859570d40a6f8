import { productPicture } from './cards.js';
import { cropEditor } from './crop.js';
import { button, byId, element, fill, icon } from './dom.js';
import { allFacts, productName, shortFacts } from './product.js';
import { strings } from './strings.js';

/** Shows what is being searched with: the shopper's picture or a product, and the ways out of it. */
const panel = byId('query-panel');
const subject = byId('query-subject');
const examples = byId('examples');
let editor = null;

export function hideQuery() {
  panel.hidden = true;
  subject.replaceChildren();
  fill(examples);
}

/** The shopper's picture and the part of it that counts. `proposals` tells parts to offer; `onCrop` hears which one was chosen. */
export function showPictureQuery(url, { crop, proposals, onCrop }, actions) {
  if (editor?.url === url && editor.node.isConnected) {
    editor.show(crop);
    return;
  }
  const current = { url, ...cropEditor(url, { crop, onChange: onCrop, onShown: offer, onBroken: giveUp }) };
  editor = current;
  show(current.node, [element('h2', { class: 'query-name' }, strings.yourPicture)], actions);

  async function offer() {
    const boxes = await proposals();
    if (current.node.isConnected) current.propose(boxes);
  }

  function giveUp() {
    const tile = element('div', { class: 'tile tile-photo' }, element('span', { class: 'tile-none' }, icon('picture'), element('span', {}, strings.noPreview)));
    current.node.replaceWith(tile);
  }
}

export function showItemQuery(item, actions) {
  const facts = shortFacts(item).join(' · ');
  show(productPicture(item, { eager: true }), [
    element('p', { class: 'eyebrow' }, strings.moreLike),
    element('h2', { class: 'query-name' }, productName(item)),
    facts && element('p', { class: 'query-facts' }, facts),
    details(item),
  ], actions);
}

export function showWordsQuery(text, { onClear }) {
  panel.hidden = false;
  fill(subject, element('div', { class: 'query-words' },
    element('p', { class: 'eyebrow' }, strings.yourWords), element('h2', { class: 'query-name' }, text), button(strings.startOver, { icon: 'close' }, onClear)));
}

/** A picture of which only the address is known here: the page may show none but the shop's own. */
export function showAddressQuery(url, ways) {
  const tile = element('div', { class: 'tile tile-photo' }, element('span', { class: 'tile-none' }, icon('link'), element('span', {}, strings.noPreview)));
  show(tile, [
    element('p', { class: 'eyebrow' }, strings.moreLike),
    element('h2', { class: 'query-name' }, strings.pictureFrom(url)),
    element('p', { class: 'query-facts query-address' }, url),
  ], ways);
}

/** The further examples below the subject: products to find more like, and others to find less like. `productOf` resolves to a product. */
export function showExamples({ also, unlike }, productOf, onRemove) {
  fill(examples, exampleList(strings.alsoTitle, also, productOf, onRemove), exampleList(strings.unlikeTitle, unlike, productOf, onRemove));
}

function exampleList(title, ids, productOf, onRemove) {
  return ids.length > 0 && element('div', { class: 'examples-group', role: 'group', 'aria-label': title },
    element('p', { class: 'filter-title' }, title),
    element('ul', { class: 'examples-list' }, ids.map(id => exampleTile(id, productOf, onRemove))));
}

function exampleTile(id, productOf, onRemove) {
  const remove = element('button', { type: 'button', class: 'example', 'aria-label': strings.removeExample(id), data: { id }, on: { click: () => onRemove(id) } },
    element('span', { class: 'example-remove', 'aria-hidden': 'true' }, icon('close')));
  productOf(id).then(item => {
    const label = strings.removeExample(productName(item));
    remove.setAttribute('aria-label', label);
    remove.title = label;
    remove.prepend(productPicture(item, { eager: true }));
  }, () => {});
  return element('li', {}, remove);
}

/** Holds the place of a product whose attributes are still on their way. */
export function showItemPlaceholder() {
  panel.hidden = false;
  fill(subject, element('div', { class: 'query-picture skeleton' }, element('div', { class: 'tile' })),
    element('div', { class: 'query-words skeleton' }, element('span', { class: 'skeleton-line' }), element('span', { class: 'skeleton-line skeleton-short' })));
}

function details(item) {
  const facts = allFacts(item);
  return facts.length > 0 && element('details', { class: 'details' },
    element('summary', { class: 'details-summary' }, strings.details),
    element('dl', { class: 'facts' }, facts.map(([label, text]) => element('div', {}, element('dt', {}, label), element('dd', {}, text)))));
}

function show(tile, words, { onAnother, onClear }) {
  panel.hidden = false;
  const clear = element('button', { type: 'button', class: 'clear-button', 'aria-label': strings.clearPicture, title: strings.startOver, on: { click: onClear } }, icon('close'));
  fill(subject,
    element('div', { class: 'query-picture' }, tile, clear),
    element('div', { class: 'query-words' }, words, button(strings.anotherPicture, { icon: 'picture' }, onAnother)));
}
