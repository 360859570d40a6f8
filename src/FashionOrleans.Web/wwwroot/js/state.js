/**
 * What the page shows is one value, the view:
 * `{ catalog, query: { kind: 'none' | 'item' | 'picture' | 'words', id?, key?, crop? }, text, k, filter: { field: [values] }, seed }`.
 * All of it but a picture lives in the address, so that a link can be shared; a picture's key and the part of it that counts live in the history entry.
 */
export const resultCounts = [5, 12, 24, 48];
const defaultCount = 12;
const filterPrefix = 'f.';

export function homeView(catalog, seed = 1) {
  return { catalog, query: { kind: 'none' }, text: '', k: defaultCount, filter: {}, seed };
}

export function likeView(view, id) {
  return { ...view, query: { kind: 'item', id }, text: '' };
}

/** A new picture starts without the filters of the search before. */
export function pictureView(view, key) {
  return { ...view, query: { kind: 'picture', key, crop: null }, text: '', filter: {} };
}

/** Only a part of the picture counts, `{ x, y, width, height }` in fractions of its sides; null for all of it. */
export function withCrop(view, crop) {
  return { ...view, query: { ...view.query, crop } };
}

/** Words weigh beside a product or a picture; without one they are the search, and without words there is none. */
export function withWords(view, text) {
  if (view.query.kind === 'none' || view.query.kind === 'words') {
    return text ? { ...view, query: { kind: 'words' }, text } : homeView(view.catalog);
  }
  return { ...view, text };
}

export function withFilter(view, field, values) {
  const { [field]: _, ...others } = view.filter;
  return { ...view, filter: values.length > 0 ? { ...others, [field]: values } : others };
}

/** Whether both look for the same thing; another part of the same picture only refines a search. */
export function sameSearch(a, b) {
  const thing = ({ query }) => JSON.stringify({ ...query, crop: null });
  return a && a.catalog === b.catalog && thing(a) === thing(b);
}

/** The key under which the answer to a view is remembered. */
export function searchKey(view) {
  return JSON.stringify([view.catalog, view.query, view.text, view.k, Object.entries(view.filter).sort()]);
}

export function addressOf(view) {
  const parameters = new URLSearchParams();
  if (view.catalog) parameters.set('catalog', view.catalog);
  if (view.query.kind === 'item') parameters.set('like', view.query.id);
  if (view.text) parameters.set('q', view.text);
  if (view.query.kind === 'none') {
    if (view.seed !== 1) parameters.set('seed', view.seed);
  } else {
    if (view.k !== defaultCount) parameters.set('k', view.k);
    for (const [field, values] of Object.entries(view.filter)) {
      for (const value of values) parameters.append(filterPrefix + field, value);
    }
  }
  const text = parameters.toString();
  return text ? `?${text}` : location.pathname;
}

/** Reads the view of the address bar and of the current history entry; anything malformed falls back to its default. */
export function readView() {
  const parameters = new URLSearchParams(location.search);
  const view = homeView(parameters.get('catalog') || null, Number.parseInt(parameters.get('seed'), 10) || 1);
  const k = Number.parseInt(parameters.get('k'), 10);
  if (resultCounts.includes(k)) view.k = k;
  for (const [name, value] of parameters) {
    if (name.startsWith(filterPrefix) && value) (view.filter[name.slice(filterPrefix.length)] ??= []).push(value);
  }
  view.text = parameters.get('q') ?? '';
  const id = parameters.get('like');
  if (id) view.query = { kind: 'item', id };
  else if (history.state?.picture) view.query = { kind: 'picture', key: history.state.picture, crop: history.state.crop ?? null };
  else if (view.text) view.query = { kind: 'words' };
  return view;
}

/** Where each history entry was scrolled to and which product had been chosen there. */
const places = new Map();
let entry = history.state?.entry ?? newEntry();

export function rememberPlace(place) {
  places.set(entry, place);
}

export function pushView(view) {
  entry = newEntry();
  history.pushState(entryState(view), '', addressOf(view));
}

export function replaceView(view) {
  history.replaceState(entryState(view), '', addressOf(view));
}

/** After the browser went back or forward: makes its entry the current one and tells the place left there. */
export function enterEntry() {
  entry = history.state?.entry ?? newEntry();
  return places.get(entry);
}

function entryState(view) {
  return { entry, picture: view.query.kind === 'picture' ? view.query.key : null, crop: view.query.crop ?? null };
}

function newEntry() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
