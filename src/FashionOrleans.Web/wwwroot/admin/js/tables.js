import { element } from '../../js/dom.js';
import { keyed, setText } from './keyed.js';

/**
 * Shows rows of cells under heads; cells are texts, or `{ text, number, kind }`, or buttons: `{ text, label, press, pressed }`. Without rows the sentence
 * stands instead.
 */
export function showTable(container, label, heads, rows, otherwise) {
  if (rows.length === 0) {
    container.replaceChildren(element('p', { class: 'hint' }, otherwise ?? ''));
    return;
  }
  let table = container.querySelector('table');
  if (!table) {
    // It scrolls sideways where it is too wide, also by the keyboard.
    container.tabIndex = 0;
    container.setAttribute('role', 'group');
    container.setAttribute('aria-label', label);
    table = element('table', {},
      element('thead', {}, element('tr', {}, heads.map(head => element('th', { scope: 'col' }, head)))), element('tbody'));
    container.replaceChildren(table);
  }
  keyed(table.tBodies[0], rows, row => row.key, () => element('tr', {}, heads.map(head => element('td', { data: { head } }))), (line, row) => {
    row.cells.forEach((cell, i) => {
      const { text, number = false, kind = '', ...action } = typeof cell === 'object' ? cell : { text: cell };
      if (action.press) setButton(line.cells[i], text, action);
      else if (line.cells[i].firstElementChild) line.cells[i].replaceChildren(text);
      else setText(line.cells[i], text);
      line.cells[i].className = [number && 'number', kind].filter(Boolean).join(' ');
    });
  });
}

/** A button stays the same one while its row does, so that the focus stays on it. */
function setButton(cell, text, { label, press, pressed }) {
  if (!cell.firstElementChild) cell.replaceChildren(element('button', { type: 'button', class: 'link-button' }));
  const own = cell.firstElementChild;
  setText(own, text);
  own.setAttribute('aria-label', label);
  if (pressed !== undefined) own.setAttribute('aria-pressed', String(pressed));
  own.onclick = press;
}

export const number = text => ({ text, number: true });
