/**
 * What the page shows is one value, the view:
 * `{ catalog, query: { kind: 'none' | 'item' | 'picture' | 'address' | 'words', id?, key?, crop?, url? }, also: [ids], unlike: [ids], text, k, order,
 * filter: { field: [values] | { gte?, lte? } }, seed }`.
 * All of it but a picture lives in the address, so that a link can be shared; a picture's key and the part of it that counts live in the history entry.
 */
export const resultCounts = [5, 12, 24, 48];
export const orders = ['match', 'looks', 'variety'];
const defaultCount = 12;
const filterPrefix = 'f.';
const rangePrefix = 'r.';
const examplesAtMost = 16;

export function homeView(catalog, seed = 1) {
  return { catalog, query: { kind: 'none' }, also: [], unlike: [], text: '', k: defaultCount, order: 'match', filter: {}, seed };
}

export function likeView(view, id) {
  return { ...view, query: { kind: 'item', id }, also: [], unlike: [], text: '' };
}

/** A new picture starts without the filters of the search before. */
export function pictureView(view, key) {
  return { ...view, query: { kind: 'picture', key, crop: null }, also: [], unlike: [], text: '', filter: {} };
}

/** As a picture, but only its address is known here; the server fetches it. */
export function addressView(view, url) {
  return { ...view, query: { kind: 'address', url }, also: [], unlike: [], text: '', filter: {} };
}

/** Only a part of the picture counts, `{ x, y, width, height }` in fractions of its sides; null for all of it. */
export function withCrop(view, crop) {
  return { ...view, query: { ...view.query, crop } };
}

/** Words weigh beside a product or a picture; without one they are the search, and without words there is none. */
export function withWords(view, text) {
  if (!hasExample(view)) return text ? { ...view, query: { kind: 'words' }, also: [], unlike: [], text } : homeView(view.catalog);
  return { ...view, text };
}

export function withFilter(view, field, values) {
  const { [field]: _, ...others } = view.filter;
  const isSet = Array.isArray(values) ? values.length > 0 : values && (values.gte !== undefined || values.lte !== undefined);
  return { ...view, filter: isSet ? { ...others, [field]: values } : others };
}

/** Products like this one, too. Beside words alone it becomes the example that they lacked. */
export function withAlso(view, id) {
  if (!hasExample(view)) return { ...view, query: { kind: 'item', id } };
  return { ...view, also: [...without(view.also, id), id].slice(-examplesAtMost), unlike: without(view.unlike, id) };
}

/** Rather no products like this one. */
export function withUnlike(view, id) {
  return { ...view, unlike: [...without(view.unlike, id), id].slice(-examplesAtMost), also: without(view.also, id) };
}

/** Takes back what `withAlso` or `withUnlike` said of a product. */
export function withoutExample(view, id) {
  return { ...view, also: without(view.also, id), unlike: without(view.unlike, id) };
}

const without = (ids, id) => ids.filter(other => other !== id);

export const hasExample = ({ query }) => query.kind !== 'none' && query.kind !== 'words';

/** Whether both look for the same thing; another part of the same picture, or further examples, only refine a search. */
export function sameSearch(a, b) {
  return a && a.catalog === b.catalog && subjectKey(a) === subjectKey(b);
}

/** What a search is about, without its refinements. */
export function subjectKey({ catalog, query, text }) {
  return JSON.stringify([catalog, { ...query, crop: null }, query.kind === 'words' ? text : null]);
}

/** The key under which the answer to a view is remembered. */
export function searchKey({ catalog, query, also, unlike, text, k, order, filter }) {
  return JSON.stringify([catalog, query, also, unlike, text, k, order, Object.entries(filter).sort()]);
}

export function addressOf(view) {
  const parameters = new URLSearchParams();
  if (view.catalog) parameters.set('catalog', view.catalog);
  if (view.query.kind === 'none') {
    if (view.seed !== 1) parameters.set('seed', view.seed);
  } else {
    if (view.query.kind === 'item') parameters.append('like', view.query.id);
    if (view.query.kind === 'address') parameters.set('picture', view.query.url);
    for (const id of view.also) parameters.append('like', id);
    for (const id of view.unlike) parameters.append('unlike', id);
    if (view.text) parameters.set('q', view.text);
    if (view.k !== defaultCount) parameters.set('k', view.k);
    if (view.order !== orders[0]) parameters.set('order', view.order);
    for (const [field, wanted] of Object.entries(view.filter)) {
      if (Array.isArray(wanted)) for (const value of wanted) parameters.append(filterPrefix + field, value);
      else parameters.set(rangePrefix + field, `${wanted.gte ?? ''}..${wanted.lte ?? ''}`);
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
  if (orders.includes(parameters.get('order'))) view.order = parameters.get('order');
  for (const [name, value] of parameters) {
    if (name.startsWith(filterPrefix) && value) (view.filter[name.slice(filterPrefix.length)] ??= []).push(value);
    const range = name.startsWith(rangePrefix) && readRange(value);
    if (range) view.filter[name.slice(rangePrefix.length)] = range;
  }
  view.text = parameters.get('q') ?? '';
  const likes = parameters.getAll('like').filter(Boolean).slice(0, examplesAtMost);
  if (history.state?.picture) view.query = { kind: 'picture', key: history.state.picture, crop: history.state.crop ?? null };
  else if (parameters.get('picture')) view.query = { kind: 'address', url: parameters.get('picture') };
  else if (likes.length > 0) view.query = { kind: 'item', id: likes.shift() };
  else if (view.text) view.query = { kind: 'words' };
  if (hasExample(view)) {
    view.also = likes;
    view.unlike = parameters.getAll('unlike').filter(Boolean).slice(0, examplesAtMost);
  }
  return view;
}

function readRange(text) {
  const [low, high] = text.split('..');
  const [gte, lte] = [low, high].map(end => (end ? Number(end) : Number.NaN));
  if (Number.isNaN(gte) && Number.isNaN(lte)) return null;
  return { ...(!Number.isNaN(gte) && { gte }), ...(!Number.isNaN(lte) && { lte }) };
}
