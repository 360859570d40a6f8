/**
 * Every English word of the operator's page. To translate it, copy this module, change the language tag and the texts, and keep the names and
 * parameters. Sentences of the server are shown as they arrive.
 */
export const language = 'en';

const whole = new Intl.NumberFormat(language);
const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dated = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const units = ['B', 'KB', 'MB', 'GB', 'TB'];

export const format = {
  count: number => whole.format(number),
  rate: number => (number < 10 ? tenths : whole).format(number),
  share: number => percent.format(number),
  recall: number => fine.format(number),
  milliseconds: number => number === 0 ? '–' : number < 1 ? `${hundredths.format(number)} ms` : number < 10 ? `${tenths.format(number)} ms` : number < 10_000 ? `${whole.format(Math.round(number))} ms` : `${tenths.format(number / 1000)} s`,
  bytes: number => {
    const unit = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, number)) / 3));
    return `${tenths.format(number / 1000 ** unit)} ${units[unit]}`;
  },
  time: moment => clock.format(new Date(moment)),
  day: moment => dated.format(new Date(moment)),
  duration: seconds => seconds < 90 ? `${whole.format(Math.max(0, Math.round(seconds)))} s`
    : seconds < 5400 ? `${whole.format(Math.round(seconds / 60))} min`
    : seconds < 172_800 ? `${tenths.format(seconds / 3600)} h`
    : `${whole.format(Math.round(seconds / 86_400))} days`,
};

const plural = (count, one, many) => `${format.count(count)} ${count === 1 ? one : many}`;

const copyStates = {
  serving: 'writes', following: 'follows', behind: 'behind', learning: 'answers and learns', loading: 'loading', failed: 'failed', absent: 'nowhere',
};

const jobStates = { queued: 'queued', running: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' };

export const strings = {
  title: 'Operations',
  operations: 'Operations',
  skip: 'Skip to what needs attention',
  orleans: 'Orleans dashboard',
  notOpened: reason => `The dashboard could not be opened: ${reason}`,

  live: moment => `Live, as of ${format.time(moment)}`,
  paused: moment => `Paused since ${format.time(moment)}`,
  lost: moment => `The server has not answered since ${format.time(moment)}. Trying again.`,
  connecting: 'Asking the server …',
  unreachable: 'The server cannot be reached. Trying again.',
  unexpectedReply: status => `The server gave an answer that this page does not understand (status ${status}).`,

  keyTitle: 'A key is needed',
  key: 'Key with the role admin',
  open: 'Open',
  keyHint: 'It is kept in this tab until you close it, and sent to this server alone.',
  forgetKey: 'Forget the key',
  keyForgotten: 'The key has been forgotten.',

  allWell: 'All is well',
  allWellDetail: (silos, shards) => `${plural(silos, 'silo answers', 'silos answer')}, ${plural(shards, 'shard', 'shards')} can be searched in full.`,
  attention: count => plural(count, 'thing needs attention', 'things need attention'),
  levels: { alert: 'Alert', warning: 'Warning' },
  operating: code => `docs/operating.md: ${code}`,

  figures: 'Figures of the last five minutes',
  queries: 'Queries',
  writes: 'Writes',
  perSecond: rate => `${format.rate(rate)} / s`,
  quantiles: [['p50', 'p50Ms'], ['p95', 'p95Ms'], ['p99', 'p99Ms']],
  quantileHints: { p50: 'half took at most this', p95: '19 of 20 took at most this', p99: '99 of 100 took at most this' },
  calls: (answered, failed) => `${format.count(answered)} in five minutes, ${failed === 0 ? 'none failed' : `${format.count(failed)} failed`}`,
  rateChart: (name, highest) => `${name} a second over the last five minutes; at most ${format.rate(highest)}`,
  latencyChart: (name, figures) => `Time of ${name.toLowerCase()} over the last five minutes: p50 ${format.milliseconds(figures.p50Ms)}, p95 ${format.milliseconds(figures.p95Ms)}, p99 ${format.milliseconds(figures.p99Ms)}`,
  noCalls: 'None in five minutes',
  queues: 'Queues',
  running: 'Queries running',
  waiting: 'Queries waiting',
  refused: 'Queries refused since start',
  scans: 'Scans waiting or running',
  picturesWaiting: 'Pictures of queries',
  bulkWaiting: 'Pictures of items',
  held: 'In memory',
  items: 'Items',
  shards: 'Shards',
  copies: 'Copies',
  memory: 'Memory',

  map: 'Shards',
  legend: 'What the tiles mean',
  legendStates: { serving: 'writes', following: 'follows', behind: 'behind: may lack the latest writes', learning: 'learns: answers, still slowly', loading: 'loading', failed: 'failed' },
  legendSize: 'Larger tiles have more items',
  marks: { serving: '●', following: '○', behind: '◐', learning: '✎', loading: '…', failed: '!', absent: '✕' },
  standby: name => `${name}, standing by`,
  nowhere: 'On no silo',
  nothingHere: 'No shards',
  doesNotAnswer: 'Does not answer',
  noShards: 'There is no catalogue yet.',
  tile: (catalog, shard, state, items, moving) =>
    `${catalog} shard ${shard}: ${copyStates[state]}, ${plural(items, 'item', 'items')}${moving ? `, moves to ${moving}` : ''}`,
  moving: 'moves',
  shardTitle: (catalog, shard, isStandby) => `${catalog}, shard ${shard}${isStandby ? ', standing by' : ''}`,
  close: 'Close',
  shardFacts: { state: 'State', writer: 'Written by', epoch: 'Epoch', version: 'Version', items: 'Items', memoryBytes: 'Memory of a copy', queriesPerSecond: 'Queries / s', movingTo: 'Moves to' },
  shardStates: { serving: 'answers', moving: 'answers, on its way', behind: 'may lack the latest writes', learning: 'answers, slowly until it has learnt', loading: 'is loading', failed: 'could not be loaded', absent: 'is on no silo' },
  copyHeads: ['Silo', 'State', 'Version', 'Items', 'Memory', 'Queries / s', 'Recall'],
  copyState: state => copyStates[state],

  silos: 'Silos',
  siloStates: { joining: 'joining', active: 'active', draining: 'giving its shards away', stopping: 'stopping', silent: 'does not answer', gone: 'gone' },
  sinceStart: (moment, now) => `up ${format.duration((new Date(now) - new Date(moment)) / 1000)}`,
  lastSeen: moment => `last seen ${format.time(moment)}`,
  cpu: 'Processors',
  cpuOf: (share, processors) => `${format.share(share)} of ${processors}`,
  memoryOf: (used, limit) => `${format.bytes(used)} of ${format.bytes(limit)}`,
  heap: 'Managed heap',
  siloQueries: 'Queries',
  places: ({ running, waiting, refused }) => `${format.count(running)} run, ${format.count(waiting)} wait, ${format.count(refused)} refused`,
  holds: 'Holds',
  holdsCopies: (copies, items, bytes) => copies === 0 ? 'no shards' : `${plural(copies, 'copy', 'copies')}, ${plural(items, 'item', 'items')}, ${format.bytes(bytes)}`,
  embedder: (model, version) => `${model} v${version}`,
  devices: ({ provider, devices }) => provider === 'cuda' ? `GPU ${devices.join(', ')}` : 'CPU',
  fallback: 'not as configured',
  lanes: ({ interactive, bulk }) => `${format.count(interactive.pictures)} of ${format.count(interactive.capacity)} for queries, ${format.count(bulk.pictures)} of ${format.count(bulk.capacity)} for items`,

  moves: 'Moves in progress',
  moveHeads: ['Shard', 'From', 'To', 'Step'],
  moveStates: { copying: 'copying', handingOver: 'handing over' },

  migrations: 'Migrations',
  migrationTitle: ({ catalog, from, to }) => `${catalog}: ${from} to ${to}`,
  migrationStates: { copying: 'copying', ready: 'ready to cut over', switched: 'the new model answers', rolledBack: 'rolled back', ended: 'ended' },
  migrationProgress: ({ itemsFollowed, items, shardsInStep, shards }) => `${format.count(itemsFollowed)} of ${plural(items, 'item', 'items')}, ${format.count(shardsInStep)} of ${plural(shards, 'shard', 'shards')} in step`,
  migrationAnswers: model => `${model} answers`,
  migrationStarted: moment => `begun ${format.day(moment)}`,
  migrationQuality: ({ label, k, before, after, error }) => `Precision@${k} by ${label}: ${format.recall(before)} before, ${format.recall(after)} after (±${format.recall(error)})`,
  cutOver: 'Cut over',
  cutOverTitle: catalog => `Let the new model of ${catalog} answer?`,
  cutOverText: to => `Queries are answered with ${to} from then on. Writes wait for a few seconds. It can be taken back.`,
  rollBack: 'Roll back',
  rollBackTitle: catalog => `Let the old model of ${catalog} answer again?`,
  rollBackText: from => `Queries are answered with ${from} from then on. Writes wait for a few seconds.`,
  cancel: 'Cancel',
  notDone: reason => `That was not done: ${reason}`,

  jobs: 'Ingest jobs',
  jobHeads: ['Catalogue', 'Feed', 'State', 'Read', 'Stored', 'Unchanged', 'Refused', 'Begun', 'Action'],
  jobUpload: 'sent with the request',
  jobState: ({ state, detail, remainingSeconds }) => [jobStates[state] ?? state, detail, state === 'running' && remainingSeconds !== undefined && `about ${format.duration(remainingSeconds)} to go`].filter(Boolean).join(': '),
  jobRead: ({ read, total }) => total === undefined ? format.count(read) : `${format.count(read)} of ${format.count(total)}`,
  jobRefused: ({ catalog, rows }) => `${plural(rows.refused, 'refused row', 'refused rows')} of a job of ${catalog}`,
  jobMoreRows: 'More rows',
  jobCancel: 'Cancel job',
  jobKeep: 'Let it go on',
  jobCancelLabel: ({ catalog, feed }) => `Cancel job of ${catalog}${feed ? `, ${feed}` : ''}`,
  jobCancelTitle: catalog => `Cancel this job of ${catalog}?`,
  jobCancelText: 'It ends where it is. What it has stored stays, and the same feed can be started again.',
  refusedHeads: ['Row', 'Id', 'Code', 'Reason'],

  catalogs: 'Catalogues',
  catalogHeads: ['Name', 'Model', 'Index', 'Shards', 'Copies each', 'Items', 'Memory', 'Queries / s', 'Recall'],
  answering: (some, all) => some === all ? format.count(all) : `${format.count(some)} of ${format.count(all)} answer`,
  exact: 'exact',
  recall: (lowest, mean) => lowest === mean ? format.recall(mean) : `${format.recall(mean)}, lowest ${format.recall(lowest)}`,
  notMeasured: 'not measured yet',
  noCatalogs: 'None yet.',

  models: 'Models',
  modelHeads: ['Name', 'Version', 'Numbers', 'Answers for', 'Loaded on', 'SHA-256'],
  noModels: 'No silo with the role embedding answers.',

  events: 'Warnings and errors',
  eventHeads: ['Time', 'Level', 'From', 'What', 'Times'],
  eventLevels: { error: 'Error', warning: 'Warning' },
  web: 'this web',
  noEvents: 'Nothing has been logged.',

  webProcess: ({ version, cpu, processors, workingSetBytes, startedAt }, now) =>
    `This web: version ${version}, up ${format.duration((new Date(now) - new Date(startedAt)) / 1000)}, ${format.share(cpu)} of ${plural(processors, 'processor', 'processors')}, ${format.bytes(workingSetBytes)}.`,
  none: '–',
};

/** Fills the static parts of the document: `data-text` is an element's text, `data-label` its accessible name. */
export function fillStrings(root) {
  root.documentElement.lang = language;
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = strings[node.dataset.text];
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', strings[node.dataset.label]);
}
