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
 * The k products most similar to a picture (a Blob) or to a product (its id).
 * `filter` maps a field to the values it may have.
 */
export function recommend(catalog, { picture, id, k, filter }, signal) {
  const path = `${catalogPath(catalog)}/recommendations`;
  const hasFilter = Object.keys(filter).length > 0;
  if (picture) {
    const form = new FormData();
    form.append('image', picture, picture.name ?? 'picture');
    form.append('k', String(k));
    if (hasFilter) form.append('filter', JSON.stringify(filter));
    return send(path, { method: 'POST', body: form, signal });
  }
  const body = JSON.stringify({ like: [{ id }], k, ...(hasFilter && { filter }) });
  return send(path, { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, signal });
}

const catalogPath = catalog => `catalogs/${encodeURIComponent(catalog)}`;

async function send(path, { signal, ...request }) {
  const timeout = AbortSignal.timeout(patience);
  try {
    const response = await fetch(new URL(path, root), { ...request, signal: AbortSignal.any([signal, timeout]) });
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
