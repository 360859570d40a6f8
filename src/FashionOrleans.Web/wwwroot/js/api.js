import { strings } from './strings.js';

const root = new URL('api/v1/', document.baseURI);
const patience = 30_000;

/** What went wrong, in words for the shopper: `code` is stable, `message` says what to do. */
export class ApiError extends Error {
  constructor(code, message, status = 0) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }

  /** Whether the same request may succeed later. */
  get isTransient() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  get isAboutPicture() {
    return /picture/.test(this.code) || this.code === 'request_too_large';
  }
}

/** Aborts the request that is under way when a newer one begins: the page only ever waits for the last wish. */
export class LatestRequest {
  #controller = new AbortController();

  begin() {
    this.#controller.abort();
    this.#controller = new AbortController();
    return this.#controller.signal;
  }
}

export async function listCatalogs(signal) {
  return (await send('catalogs', { signal })).catalogs;
}

export function getCatalog(catalog, signal) {
  return send(catalogPath(catalog), { signal });
}

export function getItem(catalog, id, signal) {
  return send(`${catalogPath(catalog)}/items/${encodeURIComponent(id)}`, { signal });
}

/** A sample of the catalogue's products; the same seed gives the same products. */
export async function sampleItems(catalog, { limit, seed }, signal) {
  return (await send(`${catalogPath(catalog)}/items?limit=${limit}&seed=${seed}`, { signal })).items;
}

/**
 * The k products most similar to the examples, or with the words of `text`, or both.
 * `picture` is a Blob and `crop` the part of it that counts; `like` are further examples, `{ id }` or `{ imageUrl }`, and `unlike` ids of what is not wanted;
 * `filter` maps a field to the values it may have or to a range; `facets` are the fields whose values are to be counted; `agreement`, `diversity` and
 * `shopper` are the API's own.
 */
export function recommend(catalog, { picture, crop, like, unlike, filter, facets, ...others }, signal) {
  const path = `${catalogPath(catalog)}/recommendations`;
  const hasFilter = Object.keys(filter).length > 0;
  if (!picture) {
    const examples = { ...(like.length > 0 && { like }), ...(unlike.length > 0 && { unlike: unlike.map(id => ({ id })) }) };
    return post(path, { ...examples, ...others, ...(hasFilter && { filter }), ...(facets.length > 0 && { facets }) }, signal);
  }
  const form = new FormData();
  form.append('image', picture, picture.name ?? 'picture');
  if (crop) form.append('crop', JSON.stringify(crop));
  if (hasFilter) form.append('filter', JSON.stringify(filter));
  for (const { id } of like) form.append('like', id);
  for (const id of unlike) form.append('unlike', id);
  for (const field of facets) form.append('facets', field);
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined) form.append(name, String(value));
  }
  return send(path, { method: 'POST', body: form, signal });
}

/** Parts of a picture that may show a garment, best first. */
export async function proposeBoxes(picture, signal) {
  const form = new FormData();
  form.append('image', picture, picture.name ?? 'picture');
  return (await send('boxes', { method: 'POST', body: form, signal })).boxes;
}

/** What the shopper may like, best first. */
export async function recommendFor(shopper, catalog, k, signal) {
  return (await send(`${shopperPath(shopper)}/recommendations?catalog=${encodeURIComponent(catalog)}&k=${k}`, { signal })).results;
}

export function getShopper(shopper, signal) {
  return send(shopperPath(shopper), { signal });
}

export function recordEvents(shopper, events) {
  return post(`${shopperPath(shopper)}/events`, { events }, never);
}

export function forgetShopper(shopper) {
  return send(shopperPath(shopper), { method: 'DELETE', signal: never });
}

// What is told to the server is told, whatever the page shows next.
const never = new AbortController().signal;

const shopperPath = shopper => `shoppers/${encodeURIComponent(shopper)}`;

const catalogPath = catalog => `catalogs/${encodeURIComponent(catalog)}`;

function post(path, body, signal) {
  return send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, signal });
}

async function send(path, { signal, ...request }) {
  const timeout = AbortSignal.timeout(patience);
  try {
    const response = await fetch(new URL(path, root), { ...request, signal: AbortSignal.any([signal, timeout]) });
    if (response.status === 204) return null;
    const body = await response.json().catch(error => {
      if (error instanceof SyntaxError) return null;
      throw error;
    });
    if (response.ok && body !== null) return body;
    throw new ApiError(body?.code ?? 'unexpected_reply', body?.detail ?? strings.unexpectedReply(response.status), response.status || 500);
  } catch (error) {
    if (error instanceof ApiError || signal.aborted) throw error;
    throw timeout.aborted ? new ApiError('timeout', strings.timeout) : new ApiError('unreachable', strings.unreachable);
  }
}
