import { strings } from './strings.js';

const root = new URL('../api/v1/', document.baseURI);
const session = new URL('session', document.baseURI);
const patience = 10_000;
const place = 'fashion-admin-key';

/** What went wrong: `status` is 0 when there was no answer, `message` a sentence. */
export class ApiError extends Error {
  constructor(message, status = 0) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }

  get isAboutKey() {
    return this.status === 401 || this.status === 403;
  }
}

/** The key of this tab; an empty text while there is none. */
export const key = {
  get: () => sessionStorage.getItem(place) ?? '',
  keep: text => sessionStorage.setItem(place, text),
  forget: () => sessionStorage.removeItem(place),
};

export const getOverview = () => send(new URL('admin/overview', root));

/** The newest ingest jobs of all catalogues. */
export const getJobs = async () => (await send(new URL('jobs', root))).jobs;

/** A page of the rows that a job refused, those after a row number; `next` where there may be more. */
export const getRefusedRows = (job, after) => send(new URL(`${jobPath(job)}/refused?after=${after}`, root));

/** Ends a job; what it has stored stays. */
export const cancelJob = job => send(new URL(jobPath(job), root), { method: 'DELETE' });

/** Lets one of the two models of a migration answer: `cutOver` or `rollBack`. */
export const switchMigration = (catalog, way) => send(new URL(`catalogs/${encodeURIComponent(catalog)}/migration:${way}`, root), { method: 'POST' }, 120_000);

/** Lets this browser open the pages under /admin by links, which bear no key. */
export const beginSession = () => send(session, { method: 'POST' });

export const endSession = () => send(session, { method: 'DELETE' });

const jobPath = ({ catalog, id }) => `catalogs/${encodeURIComponent(catalog)}/jobs/${id}`;

async function send(address, request = {}, limit = patience) {
  let response;
  let body;
  try {
    response = await fetch(address, {
      ...request,
      cache: 'no-store',
      headers: key.get() ? { Authorization: `Bearer ${key.get()}` } : {},
      signal: AbortSignal.timeout(limit),
    });
    body = response.status === 204 ? null : await response.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new ApiError(strings.unreachable);
  }
  if (response.ok && body !== undefined) return body;
  throw new ApiError(body?.detail ?? strings.unexpectedReply(response.status), response.status);
}
