import { byId, fill } from './dom.js';

/** Says a sentence above the products; null takes it away. */
export function notify(text) {
  fill(byId('notice'), text);
}
