import { productCard, skeletonCard } from './cards.js';
import { button, byId, element, fill, icon } from './dom.js';
import { hasExample } from './state.js';
import { format, strings } from './strings.js';

/** The products' side of the page: heading, tools, grid, and what is said instead of or beside the grid. */
const results = byId('results');
const grid = byId('grid');
const bar = byId('results-bar');
const title = byId('results-title');
const hint = byId('results-hint');
const tools = byId('results-tools');
const message = byId('message');
const banner = byId('banner');
const answer = byId('answer');
const coverAfter = 150;
let cover;

export function announce(text) {
  byId('status').textContent = text;
}

/** Marks the products as out of date at once, and covers them with placeholders when the answer does not come quickly. */
export function showBusy(count, { keepGrid }) {
  settle();
  results.setAttribute('aria-busy', 'true');
  hideMessages();
  const covering = () => grid.replaceChildren(...Array.from({ length: count }, skeletonCard));
  if (grid.childElementCount === 0) covering();
  else if (!keepGrid) cover = setTimeout(covering, coverAfter);
}

/** Calls off the placeholders that were to come: what was awaited is here, or will not come. */
export function settle() {
  clearTimeout(cover);
}

/** `card` says of an item what its card shows beside the item itself. */
export function showProducts(items, card) {
  settle();
  results.removeAttribute('aria-busy');
  hideMessages();
  grid.replaceChildren(...items.map((item, position) => productCard(item, { position, ...card(item) })));
}

/** The heading of the sample; the number of products and the way to others follow when the catalogue is known. */
export function showSampleHead(catalogItems, onShuffle) {
  showHead(strings.sampleTitle, catalogItems === undefined ? '' : strings.sampleHint(catalogItems));
  if (!tools.querySelector('#show-others')) fill(tools, button(strings.showOthers, { icon: 'shuffle', id: 'show-others' }, onShuffle));
}

export function showResultsHead(search) {
  showHead(hasExample(search) ? strings.resultsTitles[search.order] : strings.resultsTitleByWords, hasExample(search) ? strings.resultsHint : strings.resultsHintByWords);
}

function showHead(head, subline) {
  bar.classList.remove('visually-hidden');
  title.textContent = head;
  hint.textContent = subline;
}

/** The discreet line below the products: how much was searched, how fast, how exactly. */
export function showAnswer({ coverage, timings, model, taste }) {
  const parts = [strings.answer({ items: coverage.itemsSearched, time: format.milliseconds(timings.searchMs), exact: coverage.exact })];
  if (taste) parts.push(strings.answerTuned(taste.likes));
  if (coverage.shardsBehind > 0) parts.push(strings.answerBehind);
  if (timings.embedMs > 0) parts.push(strings.answerEmbedding(format.milliseconds(timings.embedMs)));
  parts.push(strings.answerModel(model));
  answer.textContent = parts.join(' · ');
  answer.hidden = false;
}

/** Says in plain words that a part of the shop did not answer; `title` has the numbers of who runs it. */
export function showPartial({ shards, shardsAnswered, items, itemsSearched }, onAgain) {
  fill(banner, icon('alert'),
    element('div', { title: strings.partialShards(shardsAnswered, shards) },
      element('strong', {}, strings.partialTitle), ' ', strings.partialDetail(itemsSearched, items)),
    button(strings.searchAgain, { icon: 'retry' }, onAgain));
}

export function showLoadingCatalog(onAgain) {
  fill(banner, icon('alert'), element('div', {}, strings.stillLoading), button(strings.tryAgain, { icon: 'retry' }, onAgain));
}

/** Says something in place of the products, under the section's heading for those who do not see it. `actions` are buttons; `command` is a line for a terminal. */
export function showMessage({ icon: iconName, title: head, detail, code, command, actions = [] }) {
  settle();
  results.removeAttribute('aria-busy');
  hideMessages();
  grid.replaceChildren();
  fill(tools);
  showHead(head, '');
  bar.classList.add('visually-hidden');
  fill(message,
    element('span', { class: 'message-icon' }, icon(iconName)),
    element('p', { class: 'message-title' }, head),
    element('p', { class: 'message-detail' }, detail),
    command && element('pre', { class: 'command', tabindex: '0' }, element('code', {}, command)),
    actions.length > 0 && element('div', { class: 'actions' }, actions),
    code && element('p', { class: 'message-code' }, strings.errorCode(code)));
}

/** Gives the keyboard a sensible place when the focused element has gone with the old view. */
export function rescueFocus() {
  const active = document.activeElement;
  if (!active || active === document.body || !active.checkVisibility()) title.focus({ preventScroll: true });
}

export function focusProduct(id) {
  grid.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}

function hideMessages() {
  fill(message);
  fill(banner);
  answer.hidden = true;
}
