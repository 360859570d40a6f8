import { byId, element, fill, icon } from './dom.js';
import { strings } from './strings.js';

/** Says while there is no network, and searches again when it is back and the last search had failed. */
export function listenForConnection(go) {
  const bar = byId('offline');
  const show = () => fill(bar, navigator.onLine ? null : [icon('alert'), element('span', {}, strings.offline)]);
  addEventListener('offline', show);
  addEventListener('online', () => {
    show();
    if (!byId('message').hidden) go.retry();
  });
  show();
}
