import { byId, element, fill, icon } from './dom.js';
import { fieldLabel, isNameField } from './product.js';
import { rangeFilter, showRange } from './range.js';
import { format, stem, strings } from './strings.js';
import { isColourField, swatchOf } from './swatches.js';

// The server names up to 50 values of a field: fewer means that the list is complete and short enough to choose from.
const mostValues = 49;
const shownAtFirst = 8;
const rangesAtMost = 2;
const countedAtMost = 32;
// What shoppers narrow by most stands first; the catalogue's other fields follow, the shortest first.
const wellKnown = ['gender', 'category', 'articleType', 'baseColour', 'colour', 'color', 'price', 'brand', 'pattern'];
const rank = ({ name, values }) => wellKnown.includes(name) ? wellKnown.indexOf(name) : wellKnown.length + (values?.length ?? 0);

const isChoice = field => field.type === 'keyword' && !isNameField(field.name) && field.values?.length > 1 && field.values.length <= mostValues;
const isRange = field => field.type === 'number';

/** The fields to filter by: those whose values stand on chips, and a few of numbers. */
function filters(fields) {
  const ranges = fields.filter(isRange).sort((a, b) => rank(a) - rank(b)).slice(0, rangesAtMost);
  return [...ranges, ...fields.filter(isChoice)];
}

/** The names of the fields whose values are to be counted. */
export const filterFields = fields => filters(fields).map(field => field.name).slice(0, countedAtMost);

/** Builds one group for each field: chips where it has few values, a range where it has numbers. */
export function buildFilters(fields, { toggleFilter, setFilter }) {
  const groups = filters(fields)
    .sort((a, b) => rank(a) - rank(b))
    .map(field => isRange(field) ? rangeFilter(field.name, wanted => setFilter(field.name, wanted)) : filterGroup(field, toggleFilter));
  fill(byId('filter-groups'), groups);
  byId('filters').hidden = groups.length === 0;
}

/** Presses the chips of the filter and shows what is active above the results. */
export function showFilter(filter, { toggleFilter, setFilter, clearFilters }) {
  for (const chip of byId('filter-groups').querySelectorAll('.chip')) {
    const wanted = filter[chip.dataset.field];
    chip.setAttribute('aria-pressed', String(Array.isArray(wanted) && wanted.includes(chip.dataset.value)));
  }
  const chips = Object.entries(filter).flatMap(([field, wanted]) => Array.isArray(wanted)
    ? wanted.map(value => activeChip(field, value, chipContent(field, value), () => toggleFilter(field, value)))
    : [activeChip(field, strings.range(wanted), [element('span', {}, `${fieldLabel(field)} ${strings.range(wanted)}`)], () => setFilter(field, null))]);
  const badge = byId('filters-count');
  badge.textContent = format.count(chips.length);
  badge.hidden = chips.length === 0;
  if (chips.length > 0) chips.push(element('button', { type: 'button', class: 'link-button', on: { click: clearFilters } }, strings.clearFilters));
  fill(byId('active-filters'), chips);
}

function activeChip(field, text, content, onRemove) {
  return element('button', { type: 'button', class: 'chip chip-active', 'aria-label': strings.removeFilter(fieldLabel(field), text), on: { click: onRemove } }, content, icon('close'));
}

/**
 * Writes on the chips how many products have each value among those that the search admits, and the ends of the ranges. The chips are put in order: what is
 * chosen or what the search is about first (`item` is the product that is searched with), then the most frequent; but where one has just been pressed,
 * all keep their places under the finger.
 */
export function showFacets(facets, { filter, text }, item) {
  const named = namedIn(text, item);
  for (const facet of facets ?? []) {
    const group = byId('filter-groups').querySelector(`[data-group="${CSS.escape(facet.field)}"]`);
    if (!group) continue;
    if (facet.minimum !== undefined && facet.minimum !== null) showRange(group, facet, filter[facet.field]);
    const chips = [...group.querySelectorAll('.chip')];
    const counts = new Map(facet.values.map(({ value, count }) => [value, count]));
    for (const chip of chips) {
      const count = counts.get(chip.dataset.value) ?? 0;
      const label = chip.querySelector('.chip-count') ?? chip.appendChild(element('span', { class: 'chip-count' }));
      label.textContent = format.count(count);
      chip.classList.toggle('chip-none', count === 0);
    }
    if (chips.length > 0 && !group.contains(document.activeElement)) putInOrder(group, chips, chip => [
      chip.getAttribute('aria-pressed') === 'true' || named(chip.dataset.field, chip.dataset.value) ? 1 : 0, counts.get(chip.dataset.value) ?? 0]);
  }
}

/** Says whether a value is what the search is about: one of the product's own, or named by the words. */
function namedIn(text, item) {
  const stems = new Set(stemsOf(text));
  return (field, value) => item?.attributes[field] === value || stems.size > 0 && stemsOf(value).every(word => stems.has(word));
}

const stemsOf = text => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);

function putInOrder(group, chips, rankOf) {
  const ranked = chips.map(chip => [chip, ...rankOf(chip)]).sort((a, b) => b[1] - a[1] || b[2] - a[2]);
  group.querySelector('.chips').append(...ranked.map(([chip]) => chip));
  for (const [index, [chip]] of ranked.entries()) chip.classList.toggle('chip-extra', index >= shownAtFirst);
}

function filterGroup({ name, values }, onToggle) {
  const titleId = `filter-${name}`;
  const chips = values.map((value, index) => element('button', {
    type: 'button', class: index < shownAtFirst ? 'chip' : 'chip chip-extra', data: { field: name, value },
    on: { click: () => onToggle(name, value) },
  }, chipContent(name, value)));
  const group = element('div', { class: 'filter-group', role: 'group', 'aria-labelledby': titleId, data: { group: name } },
    element('p', { class: 'filter-title', id: titleId }, fieldLabel(name)),
    element('div', { class: 'chips' }, chips));
  const hidden = values.length - shownAtFirst;
  if (hidden > 0) group.append(expander(group, hidden));
  return group;
}

function expander(group, hidden) {
  const toggle = element('button', { type: 'button', class: 'link-button', 'aria-expanded': 'false' }, strings.moreValues(hidden));
  toggle.addEventListener('click', () => {
    const open = group.classList.toggle('filter-group-open');
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open ? strings.fewerValues : strings.moreValues(hidden);
  });
  return toggle;
}

function chipContent(field, value) {
  const colour = isColourField(field) ? swatchOf(value) : null;
  if (!colour) return [element('span', {}, value)];
  const swatch = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  swatch.style.setProperty('--swatch', colour);
  return [swatch, element('span', {}, value)];
}
