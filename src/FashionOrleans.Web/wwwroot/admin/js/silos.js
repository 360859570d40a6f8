import { element } from '../../js/dom.js';
import { keyed, setText } from './keyed.js';
import { shortName } from './shard-map.js';
import { strings } from './strings.js';

/** A card for each silo. */
export function showSilos(list, { silos, at }) {
  keyed(list, silos, silo => silo.silo, create, (card, silo) => update(card, silo, at));
}

const create = silo => element('li', {},
  element('div', { class: 'silo-head' }, element('h3', { title: silo.silo }, shortName(silo.silo)), element('span', { class: 'state' })),
  element('p', { class: 'roles' }),
  element('dl', { class: 'silo-facts' }));

function update(card, silo, at) {
  const [head, roles, facts] = card.children;
  card.className = `silo silo-${silo.state}`;
  setText(head.lastChild, strings.siloStates[silo.state] ?? silo.state);
  head.lastChild.className = `state state-${silo.state}`;
  setText(roles, [silo.roles.join(', '), silo.process?.version, silo.startedAt && silo.process && strings.sinceStart(silo.startedAt, at),
    !silo.process && silo.aliveAt && strings.lastSeen(silo.aliveAt)].filter(Boolean).join(' · '));
  keyed(facts, factsOf(silo), fact => fact.name, fact => element('div', {}, element('dt', {}, fact.name), element('dd', {}, element('span', {}), fact.share !== undefined && bar())), (node, fact) => {
    setText(node.lastChild.firstChild, fact.text);
    node.classList.toggle('warn', fact.warn ?? false);
    if (fact.share !== undefined) node.lastChild.lastChild.style.setProperty('--share', String(Math.min(1, fact.share)));
  });
}

const bar = () => element('span', { class: 'bar', 'aria-hidden': 'true' });

function factsOf({ process, queries, roles, copies, items, memoryBytes, embedders }) {
  if (!process) return [];
  return [
    { name: strings.cpu, text: strings.cpuOf(process.cpu, process.processors), share: process.cpu },
    { name: strings.memory, text: strings.memoryOf(process.workingSetBytes, process.memoryLimitBytes), share: process.workingSetBytes / Math.max(1, process.memoryLimitBytes) },
    ...roles.includes('query') ? [{ name: strings.siloQueries, text: strings.places(queries), share: (queries.running + queries.waiting) / (queries.maxRunning + queries.maxWaiting) }] : [],
    ...roles.includes('storage') ? [{ name: strings.holds, text: strings.holdsCopies(copies, items, memoryBytes) }] : [],
    ...embedders.map(embedder => ({
      name: strings.embedder(embedder.model, embedder.version),
      text: `${strings.devices(embedder)}${embedder.fallback ? `, ${strings.fallback}` : ''} · ${strings.lanes(embedder)}`,
      share: embedder.interactive.pictures / embedder.interactive.capacity,
      warn: embedder.fallback,
    })),
  ];
}
