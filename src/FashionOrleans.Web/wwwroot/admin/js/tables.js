import { element } from '../../js/dom.js';
import { keyed, setText } from './keyed.js';

/** Shows rows of cells under heads; cells are texts, or `{ text, number, kind }`. Without rows the sentence stands instead. */
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
      const { text, number = false, kind = '' } = typeof cell === 'object' ? cell : { text: cell };
      setText(line.cells[i], text);
      line.cells[i].className = [number && 'number', kind].filter(Boolean).join(' ');
    });
  });
}

export const number = text => ({ text, number: true });
