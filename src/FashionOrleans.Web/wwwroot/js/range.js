import { element } from './dom.js';
import { fieldLabel } from './product.js';
import { strings } from './strings.js';

/** A range of a field of numbers: two sliders on one track. `onChange` gets `{ gte?, lte? }`, or null for all there is, when a slider is let go. */
const stepsAtLeast = 40;

export function rangeFilter(name, onChange) {
  const titleId = `filter-${name}`;
  const slider = (label, edge) => element('input', {
    type: 'range', class: 'range-slider', 'aria-label': label, data: { edge }, on: { input: () => draw(group), change: () => onChange(wantedIn(group)) },
  });
  const group = element('div', { class: 'filter-group range', role: 'group', 'aria-labelledby': titleId, data: { group: name }, hidden: true },
    element('p', { class: 'filter-title' }, element('span', { id: titleId }, fieldLabel(name)), element('output', { class: 'range-words' })),
    element('div', { class: 'range-track' }, slider(strings.rangeFrom(fieldLabel(name)), 'low'), slider(strings.rangeTo(fieldLabel(name)), 'high')));
  return group;
}

/** Gives the sliders the ends that there are, and the place that the filter has among them. */
export function showRange(group, { minimum, maximum }, wanted) {
  const step = 10 ** Math.floor(Math.log10(Math.max(maximum - minimum, 1e-9) / stepsAtLeast));
  const [low, high] = [Math.floor(minimum / step) * step, Math.ceil(maximum / step) * step];
  group.hidden = !(low < high);
  const [from, to] = sliders(group);
  for (const slider of [from, to]) Object.assign(slider, { min: low, max: high, step });
  // The ends follow what the other filters admit; a bound beyond them is no bound among these.
  from.value = wanted?.gte ?? low;
  to.value = wanted?.lte ?? high;
  draw(group);
}

const sliders = group => [...group.querySelectorAll('input')];

function wantedIn(group) {
  const [from, to] = sliders(group);
  const [low, high] = [from, to].map(slider => Number(slider.value)).sort((a, b) => a - b);
  const wanted = { ...(low > Number(from.min) && { gte: low }), ...(high < Number(to.max) && { lte: high }) };
  return Object.keys(wanted).length > 0 ? wanted : null;
}

function draw(group) {
  const [from, to] = sliders(group);
  const [low, high] = [from, to].map(slider => Number(slider.value)).sort((a, b) => a - b);
  const share = value => (value - Number(from.min)) / (Number(from.max) - Number(from.min) || 1);
  const track = group.querySelector('.range-track');
  track.style.setProperty('--low', share(low));
  track.style.setProperty('--high', share(high));
  group.querySelector('output').textContent = strings.range({ gte: low, lte: high });
}
