import { byId } from '../../js/dom.js';
import { beginSession, endSession, getJobs, getOverview, key } from './api.js';
import { showAttention } from './attention.js';
import { figures } from './figures.js';
import { setText } from './keyed.js';
import { jobList } from './jobs.js';
import { showLists } from './lists.js';
import { showMigrations } from './migrations.js';
import { fillLegend, shardMap } from './shard-map.js';
import { showSilos } from './silos.js';
import { fillStrings, strings } from './strings.js';

const period = 2000;

const connection = byId('connection');
const keyForm = byId('key-form');
const keyField = byId('key');
const orleans = byId('orleans');
const showFigures = figures(byId('figures'));
const showMap = shardMap(byId('map'), byId('shard'));
const showJobs = jobList({ panel: byId('jobs-panel'), list: byId('jobs'), refused: byId('refused') }, { say: text => say('lost', text), changed: refresh });

let answeredAt = null;
let timer = 0;
let asking = false;

fillStrings(document);
fillLegend(byId('legend'));
document.body.dataset.state = 'ready';
say('waiting', strings.connecting);
refresh();

document.addEventListener('visibilitychange', () => {
  clearTimeout(timer);
  if (!document.hidden) refresh();
  else if (keyForm.hidden) say('paused', strings.paused(new Date()));
});

keyForm.addEventListener('submit', event => {
  event.preventDefault();
  key.keep(keyField.value.trim());
  keyField.value = '';
  refresh();
});

byId('forget-key').addEventListener('click', async () => {
  key.forget();
  askForKey(strings.keyForgotten);
  await endSession().catch(() => {});
});

// A link bears no key: before it is followed, the browser is given a cookie for the pages under /admin.
orleans.addEventListener('click', async event => {
  if (!key.get()) return;
  event.preventDefault();
  try {
    await beginSession();
    location.assign(orleans.href);
  } catch (error) {
    say('lost', strings.notOpened(error.message));
  }
});

async function refresh() {
  if (asking) return;
  asking = true;
  clearTimeout(timer);
  try {
    const overview = await getOverview();
    answeredAt = new Date();
    show(overview);
    showJobs(await getJobs());
  } catch (error) {
    if (!('status' in error)) throw error;
    if (error.isAboutKey) askForKey(key.get() || error.status === 403 ? error.message : '');
    else lose(error);
  } finally {
    asking = false;
    if (!document.hidden && keyForm.hidden) timer = setTimeout(refresh, period);
  }
}

function show(overview) {
  keyForm.hidden = true;
  byId('overview').hidden = false;
  byId('overview').classList.remove('stale');
  byId('forget-key').hidden = !key.get();
  orleans.hidden = !overview.orleansDashboard;
  if (overview.orleansDashboard) orleans.href = new URL(overview.orleansDashboard, document.baseURI).href;
  if (!document.hidden) say('live', strings.live(answeredAt));
  showAttention(byId('attention'), overview);
  showFigures(overview);
  showMap(overview);
  showSilos(byId('silos'), overview);
  showMigrations(byId('migrations-panel'), byId('migrations'), overview, text => say('lost', text));
  showLists(overview);
  setText(byId('web'), strings.webProcess(overview.web, overview.at));
}

function lose(error) {
  byId('overview').classList.add('stale');
  say('lost', answeredAt ? strings.lost(answeredAt) : error.message);
}

/** What the page showed is for those with the key: it goes from the screen with it. */
function askForKey(reason) {
  clearTimeout(timer);
  key.forget();
  answeredAt = null;
  byId('overview').hidden = true;
  byId('forget-key').hidden = true;
  orleans.hidden = true;
  say('waiting', '');
  keyForm.hidden = false;
  setText(byId('key-reason'), reason);
  keyField.focus();
}

function say(state, text) {
  connection.dataset.state = state;
  setText(connection, text);
}
