import { byId, button, element, fill, icon } from './dom.js';
import { orders, hasExample, resultCounts } from './state.js';
import { openShare } from './share.js';
import { format, strings } from './strings.js';
import { hasTaste, isTuned, setTuned } from './taste.js';

/**
 * The tools beside the heading of the results: order, the shopper's taste, how many, and sharing. They are built once a search and then only brought up
 * to date, so that the one that has the focus keeps it. `reply` is what is shown, null while it is awaited.
 */
export function showTools(search, reply, go) {
  const tools = byId('results-tools');
  if (!tools.querySelector('.counts')) fill(tools, orderChoice(go), tunedToggle(go), countChoice(go), shareButton());
  const order = tools.querySelector('#order');
  order.value = search.order;
  order.closest('label').hidden = !hasExample(search);
  for (const radio of tools.querySelectorAll('[name=k]')) radio.checked = Number(radio.value) === search.k;
  const tuned = tools.querySelector('#tuned');
  tuned.hidden = !hasExample(search) || !hasTaste(search.catalog);
  tuned.setAttribute('aria-pressed', String(isTuned()));
  tools.querySelector('#share').onclick = () => openShare(search, reply);
}

function orderChoice(go) {
  const select = element('select', { id: 'order', class: 'select', 'aria-label': strings.order, on: { change: event => go.refine({ ...go.view, order: event.target.value }) } },
    orders.map(order => element('option', { value: order }, strings.orders[order])));
  return element('label', { class: 'order' }, select);
}

function tunedToggle(go) {
  const toggle = () => {
    setTuned(!isTuned());
    go.retry();
  };
  return element('button', { type: 'button', id: 'tuned', class: 'chip tuned', title: strings.tunedHint, on: { click: toggle } }, icon('sparkle'), element('span', {}, strings.tuned));
}

function countChoice(go) {
  const choices = resultCounts.map(count => element('label', { class: 'count-choice' },
    element('input', { type: 'radio', name: 'k', value: count, on: { change: () => go.refine({ ...go.view, k: count }) } }),
    element('span', {}, format.count(count))));
  return element('div', { class: 'counts', role: 'radiogroup', 'aria-label': strings.numberOfResults }, choices);
}

const shareButton = () => button(strings.share, { icon: 'share', id: 'share' });
