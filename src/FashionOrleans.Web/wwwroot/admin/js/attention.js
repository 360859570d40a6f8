import { element } from '../../js/dom.js';
import { strings } from './strings.js';

let shown = '';

/** What needs attention, the worst first; or that nothing does. */
export function showAttention(section, { attention, silos, shards }) {
  const now = JSON.stringify([attention, silos.length, shards.length]);
  if (now === shown) return;
  shown = now;
  section.classList.toggle('attention-none', attention.length === 0);
  section.classList.toggle('attention-alert', attention.some(entry => entry.level === 'alert'));
  section.replaceChildren(...attention.length === 0 ? wellness(silos, shards) : complaints(attention));
}

const wellness = (silos, shards) => [
  element('h2', { id: 'attention-title' }, element('span', { class: 'mark', 'aria-hidden': 'true' }, '✓'), strings.allWell),
  element('p', {}, strings.allWellDetail(silos.filter(silo => silo.process).length, shards.length)),
];

const complaints = attention => [
  element('h2', { id: 'attention-title' }, element('span', { class: 'mark', 'aria-hidden': 'true' }, '!'), strings.attention(attention.length)),
  element('ul', {}, attention.map(({ level, code, text }) => element('li', { class: `complaint complaint-${level}` },
    element('span', { class: 'level' }, strings.levels[level] ?? level),
    element('span', { class: 'complaint-text' }, text, ' ', element('span', { class: 'code' }, strings.operating(code)))))),
];
