import { element, iconButton } from './dom.js';
import { strings } from './strings.js';

/** Opens a dialog over the page. The browser keeps the focus inside and gives it back; Escape and a press beside it close it. `onClose` hears of that. */
export function dialog({ title, body, actions = [], wide = false, onClose }) {
  const head = element('h2', { class: 'dialog-title', id: 'dialog-title' }, title);
  const node = element('dialog', { class: wide ? 'dialog dialog-wide' : 'dialog', 'aria-labelledby': 'dialog-title' },
    element('div', { class: 'dialog-inside' },
      element('div', { class: 'dialog-head' }, head, iconButton(strings.close, 'close', { class: 'card-button' }, () => node.close())),
      body,
      element('div', { class: 'actions' }, actions)));
  node.addEventListener('click', event => {
    if (event.target === node) node.close();
  });
  node.addEventListener('close', () => {
    node.remove();
    onClose?.();
  });
  document.body.append(node);
  node.showModal();
  return node;
}
