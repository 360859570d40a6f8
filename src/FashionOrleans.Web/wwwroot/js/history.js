import { addressOf } from './state.js';

/** The browser's history: an entry for each search, and where each was scrolled to and which product had been chosen there. */
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
