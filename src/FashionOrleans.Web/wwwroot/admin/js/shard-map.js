import { element } from '../../js/dom.js';
import { keyed, setText } from './keyed.js';
import { showTable, number } from './tables.js';
import { format, strings } from './strings.js';

const nowhere = 'nowhere';
const smallest = 2;
const largest = 4.25;

/** Fills the legend of the map. */
export function fillLegend(list) {
  list.append(
    ...Object.entries(strings.legendStates).map(([state, text]) => element('li', {},
      element('span', { class: `tile tile-${state} tile-legend`, 'aria-hidden': 'true' }, strings.marks[state]), text)),
    element('li', { class: 'legend-size' }, strings.legendSize));
}

/** A column of tiles for each silo; a tile that is pressed is shown in full below. */
export function shardMap(map, panel) {
  let selected = null;
  let latest = null;

  function select(key) {
    selected = selected === key ? null : key;
    show(latest);
    if (selected) panel.focus({ preventScroll: true });
    if (selected) panel.scrollIntoView({ block: 'nearest' });
  }

  function show(overview) {
    latest = overview;
    const columns = columnsOf(overview);
    keyed(map, columns, column => column.silo, () => element('section', { class: 'column' },
      element('header', { class: 'column-head' }, element('h3', {}), element('span', { class: 'hint' })), element('div', { class: 'groups' })), updateColumn);
    map.classList.toggle('map-one', columns.length === 1);
    showShard(panel, overview.shards.find(shard => keyOf(shard) === selected), () => select(selected));
  }

  function updateColumn(column, { silo, state, groups }) {
    const [head, list] = column.children;
    column.className = `column column-${state}`;
    setText(head.firstChild, silo === nowhere ? strings.nowhere : shortName(silo));
    setText(head.lastChild, silo === nowhere ? '' : strings.siloStates[state]);
    const empty = state === 'silent' ? strings.doesNotAnswer : strings.nothingHere;
    keyed(list, groups.length > 0 ? groups : [{ key: '-', empty }], group => group.key, group => group.empty
      ? element('p', { class: 'hint' }, group.empty)
      : element('div', { class: 'group', role: 'group', 'aria-label': group.name }, element('h4', {}, group.name), element('div', { class: 'tiles' })), (node, group) => {
      if (group.tiles) keyed(node.lastChild, group.tiles, tile => keyOf(tile.shard), createTile, updateTile);
    });
  }

  const createTile = ({ shard }) => element('button', { type: 'button', on: { click: () => select(keyOf(shard)) } },
    element('span', { class: 'tile-number' }, String(shard.shard)), element('span', { class: 'tile-mark', 'aria-hidden': 'true' }));

  function updateTile(tile, { shard, copy, share }) {
    const moving = shard.movingTo && copy?.writer ? shortName(shard.movingTo) : '';
    const state = copy?.state ?? 'absent';
    tile.className = `tile tile-${state}${moving ? ' tile-moving' : ''}`;
    tile.setAttribute('aria-label', strings.tile(shard.catalog, shard.shard, state, copy?.items ?? 0, moving));
    tile.setAttribute('aria-pressed', String(selected === keyOf(shard)));
    tile.style.setProperty('--size', `${(smallest + (largest - smallest) * share).toFixed(2)}rem`);
    setText(tile.lastChild, moving ? '→' : strings.marks[state]);
  }

  return show;
}

const keyOf = shard => `${shard.catalog}/${shard.space}/${shard.shard}`;

/** An address without the number that tells one start of a silo from the next. */
export const shortName = silo => silo.replace(/^S?/, '').replace(/:\d+$/, '');

function columnsOf({ silos, shards }) {
  const most = Math.max(1, ...shards.flatMap(shard => shard.copies.map(copy => copy.items)));
  const held = new Map(silos.filter(silo => silo.state !== 'gone' && (silo.roles.includes('storage') || silo.copies > 0)).map(silo => [silo.silo, { silo: silo.silo, state: silo.state, tiles: [] }]));
  const lost = { silo: nowhere, state: 'absent', tiles: [] };
  for (const shard of shards) {
    if (shard.copies.length === 0) lost.tiles.push({ shard, copy: null, share: 0 });
    for (const copy of shard.copies) held.get(copy.silo)?.tiles.push({ shard, copy, share: Math.sqrt(copy.items / most) });
  }
  return [...held.values(), ...lost.tiles.length > 0 ? [lost] : []].map(({ tiles, ...column }) => ({ ...column, groups: groupsOf(tiles) }));
}

function groupsOf(tiles) {
  const groups = Map.groupBy(tiles, ({ shard }) => `${shard.catalog}/${shard.space}`);
  return [...groups].map(([key, own]) => ({ key, tiles: own, name: own[0].shard.space === 'standby' ? strings.standby(own[0].shard.catalog) : own[0].shard.catalog }));
}

function showShard(panel, shard, close) {
  panel.hidden = !shard;
  if (!shard) return;
  if (panel.dataset.shown !== keyOf(shard)) {
    panel.dataset.shown = keyOf(shard);
    const title = strings.shardTitle(shard.catalog, shard.shard, shard.space === 'standby');
    panel.setAttribute('aria-label', title);
    panel.replaceChildren(
      element('div', { class: 'panel-head' }, element('h3', {}, title), element('button', { type: 'button', class: 'link-button', on: { click: close } }, strings.close)),
      element('dl', { class: 'facts facts-wide' }, Object.entries(strings.shardFacts).map(([fact, label]) => element('div', { data: { fact } }, element('dt', {}, label), element('dd')))),
      element('div', { class: 'scroll' }));
  }
  const said = {
    ...shard,
    state: strings.shardStates[shard.state],
    writer: shard.writer ? shortName(shard.writer) : strings.none,
    movingTo: shard.movingTo ? shortName(shard.movingTo) : '',
    items: format.count(shard.items),
    memoryBytes: format.bytes(shard.memoryBytes),
    queriesPerSecond: format.rate(shard.queriesPerSecond),
  };
  for (const fact of panel.querySelectorAll('[data-fact]')) {
    const text = String(said[fact.dataset.fact]);
    fact.hidden = text === '';
    setText(fact.lastChild, text);
  }
  showTable(panel.lastChild, strings.copies, strings.copyHeads, shard.copies.map(copy => ({
    key: copy.silo,
    cells: [shortName(copy.silo), strings.copyState(copy.state), number(format.count(copy.version)), number(format.count(copy.items)), number(format.bytes(copy.memoryBytes)),
      number(format.rate(copy.queriesPerSecond)), number(copy.recall === undefined ? strings.none : format.recall(copy.recall))],
  })));
}
