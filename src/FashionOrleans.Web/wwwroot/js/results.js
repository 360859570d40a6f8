import { productCard, skeletonCard } from './cards.js';
import { button, byId, element, fill, icon } from './dom.js';
import { resultCounts } from './state.js';
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

export function announce(text) {
  byId('status').textContent = text;
}

/** Marks the products as out of date at once, and covers them with placeholders when the answer does not come quickly. */
export function showBusy(count, { keepGrid }) {
  results.setAttribute('aria-busy', 'true');
  hideMessages();
  const cover = () => grid.replaceChildren(...Array.from({ length: count }, skeletonCard));
  if (grid.childElementCount === 0) {
    cover();
    return () => {};
  }
  const timer = keepGrid ? undefined : setTimeout(cover, 150);
  return () => clearTimeout(timer);
}

/** `card` says of an item what its card shows beside the item itself. */
export function showProducts(items, card) {
  results.removeAttribute('aria-busy');
  hideMessages();
  grid.replaceChildren(...items.map((item, position) => productCard(item, { position, ...card(item) })));
}

/** The heading of the sample; the number of products and the way to others follow when the catalogue is known. */
export function showSampleHead(catalogItems, onShuffle) {
  showHead(strings.sampleTitle, catalogItems === undefined ? '' : strings.sampleHint(catalogItems));
  if (!tools.querySelector('#show-others')) fill(tools, button(strings.showOthers, { icon: 'shuffle', id: 'show-others' }, onShuffle));
}

export function showResultsHead() {
  showHead(strings.resultsTitle, strings.resultsHint);
}

function showHead(head, subline) {
  bar.classList.remove('visually-hidden');
  title.textContent = head;
  hint.textContent = subline;
}

export function showCounts(selected, onChange) {
  if (tools.querySelector('.counts')) {
    for (const radio of tools.querySelectorAll('input')) radio.checked = Number(radio.value) === selected;
    return;
  }
  const choices = resultCounts.map(count => element('label', { class: 'count-choice' },
    element('input', { type: 'radio', name: 'k', value: count, checked: count === selected, on: { change: () => onChange(count) } }),
    element('span', {}, format.count(count))));
  fill(tools, element('span', { class: 'counts-label', 'aria-hidden': 'true' }, strings.show),
    element('div', { class: 'counts', role: 'radiogroup', 'aria-label': strings.numberOfResults }, choices));
}

/** The discreet line below the products: how much was searched, how fast, how exactly. */
export function showAnswer({ coverage, timings, model }) {
  const parts = [strings.answer({ items: coverage.itemsSearched, time: format.milliseconds(timings.searchMs), exact: coverage.exact })];
  if (timings.embedMs > 0) parts.push(strings.answerEmbedding(format.milliseconds(timings.embedMs)));
  parts.push(strings.answerModel(model));
  answer.textContent = parts.join(' · ');
  answer.hidden = false;
}

export function showPartial({ shards, shardsAnswered, items, itemsSearched }, onAgain) {
  fill(banner, icon('alert'),
    element('div', {}, element('strong', {}, strings.partialTitle(shardsAnswered, shards)), ' ', strings.partialDetail(itemsSearched, items)),
    button(strings.searchAgain, { icon: 'retry' }, onAgain));
}

export function showLoadingCatalog(onAgain) {
  fill(banner, icon('alert'), element('div', {}, strings.stillLoading), button(strings.tryAgain, { icon: 'retry' }, onAgain));
}

/** Says something in place of the products, under the section's heading for those who do not see it. `actions` are buttons; `command` is a line for a terminal. */
export function showMessage({ icon: iconName, title: head, detail, code, command, actions = [] }) {
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
