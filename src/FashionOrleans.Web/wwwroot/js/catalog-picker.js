import { byId, element } from './dom.js';
import { strings } from './strings.js';

const preferred = 'demo';

/** The catalogue to start with: `demo` when there is one, else the first; null when there is none. */
export function defaultCatalog(catalogs) {
  return (catalogs.find(catalog => catalog.name === preferred) ?? catalogs[0])?.name ?? null;
}

/** Offers the choice of catalogue; with only one there is nothing to choose and nothing is shown. */
export function showCatalogs(catalogs, selected) {
  const known = catalogs.some(catalog => catalog.name === selected);
  const select = byId('catalog-select');
  select.replaceChildren(
    ...(known ? [] : [element('option', { value: '', disabled: true, selected: true }, selected ?? '')]),
    ...catalogs.map(({ name, items }) => element('option', { value: name, selected: name === selected }, strings.catalogOption(name, items))));
  byId('catalog-picker').hidden = catalogs.length < 2 && (known || catalogs.length === 0);
}

export function onCatalogChosen(listener) {
  byId('catalog-select').addEventListener('change', event => listener(event.target.value));
}
