import { button, element } from '../../js/dom.js';
import { switchMigration } from './api.js';
import { confirm } from './confirm.js';
import { keyed, setText } from './keyed.js';
import { format, strings } from './strings.js';

const ways = { ready: 'cutOver', rolledBack: 'cutOver', switched: 'rollBack' };

/** The last migration of each catalogue, and the button that lets the other model answer where that can be. */
export function showMigrations(panel, list, { migrations }, say) {
  panel.hidden = migrations.length === 0;
  keyed(list, migrations, migration => `${migration.catalog} ${migration.startedAt} ${ways[migration.state] ?? ''}`, migration => create(migration, say), update);
}

function create(migration, say) {
  const way = ways[migration.state];
  return element('li', { class: 'migration' },
    element('div', {}, element('h3', {}, strings.migrationTitle(migration)), element('p'), element('p', { class: 'hint' }), element('progress', { max: '1', 'aria-label': strings.migrationTitle(migration) })),
    way && button(strings[way], {}, () => change(migration, way, say)));
}

function update(node, { state, progress, answeringModel, startedAt, quality, trouble }) {
  const [, said, more, bar] = node.firstChild.children;
  setText(said, [strings.migrationStates[state] ?? state, strings.migrationAnswers(answeringModel), strings.migrationStarted(startedAt)].join(' · '));
  setText(more, [trouble, state !== 'ended' && strings.migrationProgress(progress), quality && strings.migrationQuality(quality)].filter(Boolean).join(' · '));
  more.classList.toggle('bad', Boolean(trouble));
  bar.hidden = state !== 'copying';
  bar.value = progress.items === 0 ? 1 : Math.min(1, progress.itemsFollowed / progress.items);
  bar.textContent = format.share(bar.value);
}

async function change({ catalog, from, to }, way, say) {
  if (!await confirm(strings[`${way}Title`](catalog), strings[`${way}Text`](way === 'cutOver' ? to : from), strings[way])) return;
  try {
    await switchMigration(catalog, way);
  } catch (error) {
    say(strings.notDone(error.message));
  }
}
