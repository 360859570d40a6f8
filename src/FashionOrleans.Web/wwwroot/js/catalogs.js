import { getCatalog, getItem, listCatalogs } from './api.js';

/** What the server has told of its catalogues and products, so that no view asks twice. */
const details = new Map();
const products = new Map();
const never = new AbortController().signal;
let all = null;

export const catalogsSoFar = () => all;

export async function allCatalogs() {
  all ??= await listCatalogs(never);
  return all;
}

export function forgetCatalogs() {
  all = null;
}

export function rememberDetails(catalog, known) {
  details.set(catalog, known);
}

/** What the server says of a catalogue; null when it cannot say. */
export async function knownDetails(catalog) {
  if (!details.has(catalog)) details.set(catalog, getCatalog(catalog, never).catch(() => null));
  const known = await details.get(catalog);
  if (known === null) details.delete(catalog);
  return known;
}

export function remember(items, catalog) {
  for (const item of items) products.set(`${catalog}/${item.id}`, item);
}

export const knownProduct = (catalog, id) => products.get(`${catalog}/${id}`);

/** The id of some product of the catalogue that was seen, or undefined. */
export function someProduct(catalog) {
  const prefix = `${catalog}/`;
  return [...products.keys()].find(key => key.startsWith(prefix))?.slice(prefix.length);
}

export async function product(catalog, id, signal) {
  const known = knownProduct(catalog, id) ?? await getItem(catalog, id, signal);
  remember([known], catalog);
  return known;
}
