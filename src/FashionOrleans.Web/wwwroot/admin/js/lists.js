import { byId } from '../../js/dom.js';
import { shortName } from './shard-map.js';
import { number, showTable } from './tables.js';
import { format, strings } from './strings.js';

/** The tables: moves, catalogues, models, warnings and errors. */
export function showLists({ moves, catalogs, models, events }) {
  byId('moves-panel').hidden = moves.length === 0;
  showTable(byId('moves'), strings.moves, strings.moveHeads, moves.map(move => ({
    key: `${move.catalog}/${move.space}/${move.shard}`,
    cells: [`${move.space === 'standby' ? strings.standby(move.catalog) : move.catalog} / ${move.shard}`, move.from ? shortName(move.from) : strings.none, shortName(move.to), strings.moveStates[move.state] ?? move.state],
  })));
  showTable(byId('catalogs'), strings.catalogs, strings.catalogHeads, catalogs.map(catalog => ({
    key: catalog.name,
    cells: [catalog.name, catalog.model, catalog.index, { ...number(strings.answering(catalog.shardsAnswering, catalog.shards)), kind: catalog.shardsAnswering < catalog.shards ? 'bad' : '' },
      number(format.count(catalog.replicas)), number(format.count(catalog.items)), number(format.bytes(catalog.memoryBytes)), number(format.rate(catalog.queriesPerSecond)), number(recallOf(catalog))],
  })), strings.noCatalogs);
  showTable(byId('models'), strings.models, strings.modelHeads, models.map(model => ({
    key: model.name,
    cells: [model.name, number(format.count(model.version)), number(format.count(model.dimension)), model.catalogs.join(', ') || strings.none, model.silos.map(shortName).join(', ') || strings.none,
      { text: model.sha256.slice(0, 12), kind: 'code' }],
  })), strings.noModels);
  showTable(byId('events'), strings.events, strings.eventHeads, events.map(event => ({
    key: `${event.source} ${event.level} ${event.category} ${event.event} ${event.message}`,
    cells: [format.time(event.at), { text: strings.eventLevels[event.level] ?? event.level, kind: `level-${event.level}` },
      `${event.source === 'web' ? strings.web : shortName(event.source)} · ${event.category.split('.').at(-1)}`, { text: event.message, kind: 'said' }, number(format.count(event.count))],
  })), strings.noEvents);
}

const recallOf = ({ index, lowestRecall, meanRecall }) =>
  index === 'exact' ? strings.exact : meanRecall === undefined ? strings.notMeasured : strings.recall(lowestRecall, meanRecall);
