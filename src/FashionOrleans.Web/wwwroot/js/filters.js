import { byId, element, fill, icon } from './dom.js';
import { fieldLabel, isNameField } from './product.js';
import { format, strings } from './strings.js';
import { isColourField, swatchOf } from './swatches.js';

// The server names up to 50 values of a field: fewer means that the list is complete and short enough to choose from.
const mostValues = 49;
const shownAtFirst = 8;
// What shoppers narrow by most stands first; the catalogue's other fields follow, the shortest first.
const wellKnown = ['gender', 'category', 'articleType', 'baseColour', 'colour', 'color', 'brand', 'pattern'];
const rank = ({ name, values }) => wellKnown.includes(name) ? wellKnown.indexOf(name) : wellKnown.length + values.length;

const isFilter = field => field.type === 'keyword' && !isNameField(field.name) && field.values?.length > 1 && field.values.length <= mostValues;

/** The fields whose values stand on chips. */
export const filterFields = fields => fields.filter(isFilter).map(field => field.name);

/** Builds one group of chips for each keyword field with few values. `onToggle` gets (field, value). */
export function buildFilters(fields, onToggle) {
  const groups = fields
    .filter(isFilter)
    .sort((a, b) => rank(a) - rank(b))
    .map(field => filterGroup(field, onToggle));
  fill(byId('filter-groups'), groups);
  byId('filters').hidden = groups.length === 0;
}

/** Presses the chips of the filter and shows what is active above the results. */
export function showFilter(filter, { onRemove, onClear }) {
  let count = 0;
  for (const chip of byId('filter-groups').querySelectorAll('.chip')) {
    chip.setAttribute('aria-pressed', String(filter[chip.dataset.field]?.includes(chip.dataset.value) ?? false));
  }
  const chips = Object.entries(filter).flatMap(([field, values]) => values.map(value => {
    count++;
    return element('button', { type: 'button', class: 'chip chip-active', 'aria-label': strings.removeFilter(fieldLabel(field), value), on: { click: () => onRemove(field, value) } },
      chipContent(field, value), icon('close'));
  }));
  if (count > 0) chips.push(element('button', { type: 'button', class: 'link-button', on: { click: onClear } }, strings.clearFilters));
  fill(byId('active-filters'), chips);
  const badge = byId('filters-count');
  badge.textContent = format.count(count);
  badge.hidden = count === 0;
}

/**
 * Writes on the chips how many products have each value among those that the search admits. In a field that is filtered itself only the chosen
 * values are counted: of the others nothing is known.
 */
export function showFacets(facets, filter) {
  const counts = new Map((facets ?? []).map(({ field, values }) => [field, new Map(values.map(({ value, count }) => [value, count]))]));
  for (const chip of byId('filter-groups').querySelectorAll('.chip')) {
    const { field, value } = chip.dataset;
    chip.querySelector('.chip-count')?.remove();
    const known = counts.get(field);
    if (known && (known.has(value) || !filter[field])) chip.append(element('span', { class: 'chip-count' }, format.count(known.get(value) ?? 0)));
  }
}

function filterGroup({ name, values }, onToggle) {
  const label = fieldLabel(name);
  const titleId = `filter-${name}`;
  const chips = values.map((value, index) => element('button', {
    type: 'button', class: index < shownAtFirst ? 'chip' : 'chip chip-extra', data: { field: name, value },
    on: { click: () => onToggle(name, value) },
  }, chipContent(name, value)));
  const group = element('div', { class: 'filter-group', role: 'group', 'aria-labelledby': titleId },
    element('p', { class: 'filter-title', id: titleId }, label),
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
