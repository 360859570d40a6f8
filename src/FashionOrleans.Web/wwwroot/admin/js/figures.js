import { element } from '../../js/dom.js';
import { chart, draw } from './charts.js';
import { setText } from './keyed.js';
import { format, strings } from './strings.js';

/** The figures at the top: how fast queries and writes are, what waits, what is held. */
export function figures(section) {
  const queries = calls('queries', strings.queries);
  const writes = calls('writes', strings.writes);
  const queues = facts(strings.queues, [
    [strings.running, over => sum(over.silos, silo => silo.queries?.running)],
    [strings.waiting, over => sum(over.silos, silo => silo.queries?.waiting)],
    [strings.refused, over => sum(over.silos, silo => silo.queries?.refused)],
    [strings.scans, over => sum(over.silos, silo => silo.scans)],
    [strings.picturesWaiting, over => sum(embedders(over), embedder => embedder.interactive.pictures)],
    [strings.bulkWaiting, over => sum(embedders(over), embedder => embedder.bulk.pictures)],
  ]);
  const held = facts(strings.held, [
    [strings.items, over => sum(over.catalogs, catalog => catalog.items)],
    [strings.shards, over => over.shards.length],
    [strings.copies, over => sum(over.silos, silo => silo.copies)],
    [strings.memory, over => format.bytes(total(over.silos, silo => silo.memoryBytes))],
  ]);
  section.append(queries.card, writes.card, queues.card, held.card);
  return overview => {
    queries.update(overview.queries);
    writes.update(overview.writes);
    queues.update(overview);
    held.update(overview);
  };
}

const embedders = over => over.silos.flatMap(silo => silo.embedders ?? []);
const total = (list, of) => list.reduce((all, entry) => all + (of(entry) ?? 0), 0);
const sum = (list, of) => format.count(total(list, of));

function calls(kind, name) {
  const rate = element('p', { class: 'big' });
  const said = element('p', { class: 'hint' });
  const quantiles = strings.quantiles.map(([quantile]) => ({ name: quantile, value: element('dd') }));
  const rates = chart('chart-rate');
  const times = chart('chart-time');
  const card = element('section', { class: `figure figure-${kind}`, 'aria-label': name },
    element('div', { class: 'figure-head' }, element('h2', {}, name), rate), rates,
    element('dl', { class: 'quantiles' }, quantiles.map(({ name: quantile, value }) =>
      element('div', { class: `quantile quantile-${quantile}`, title: strings.quantileHints[quantile] }, element('dt', {}, quantile), value))), times, said);
  return {
    card,
    update: latency => {
      // The last slot is not over yet: its rate would look like a fall.
      const slots = latency.slots.slice(0, -1);
      const perSecond = slots.map(slot => slot.answered / latency.slotSeconds);
      setText(rate, strings.perSecond(latency.perSecond));
      setText(said, latency.answered + latency.failed === 0 ? strings.noCalls : strings.calls(latency.answered, latency.failed));
      said.classList.toggle('bad', latency.failed > 0);
      strings.quantiles.forEach(([, field], i) => setText(quantiles[i].value, format.milliseconds(latency[field])));
      draw(rates, strings.rateChart(name, Math.max(0, ...perSecond)), [{ name: 'rate', values: perSecond }], { area: true });
      draw(times, strings.latencyChart(name, latency), strings.quantiles.map(([quantile, field]) => ({ name: quantile, values: slots.map(slot => slot[field]) })));
    },
  };
}

function facts(name, entries) {
  const values = entries.map(([label, of]) => ({ label, of, value: element('dd') }));
  return {
    card: element('section', { class: 'figure', 'aria-label': name }, element('h2', {}, name),
      element('dl', { class: 'facts' }, values.map(({ label, value }) => element('div', {}, element('dt', {}, label), value)))),
    update: overview => values.forEach(({ of, value }) => setText(value, String(of(overview)))),
  };
}
