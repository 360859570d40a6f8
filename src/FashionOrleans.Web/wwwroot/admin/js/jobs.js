import { element } from '../../js/dom.js';
import { cancelJob, getRefusedRows } from './api.js';
import { confirm } from './confirm.js';
import { setText } from './keyed.js';
import { number, showTable } from './tables.js';
import { format, strings } from './strings.js';

const live = ['queued', 'running'];

/**
 * The ingest jobs; nothing is shown where there are none. The refused rows of the job that is chosen stand below, and follow it.
 * `say` shows a sentence, `changed` is called when a job was cancelled.
 */
export function jobList({ panel, list, refused }, { say, changed }) {
  let chosen = null;
  let latest = [];

  function show(jobs) {
    latest = jobs;
    panel.hidden = jobs.length === 0;
    showTable(list, strings.jobs, strings.jobHeads, jobs.map(job => ({ key: job.id, cells: cellsOf(job) })));
    const job = chosen && jobs.find(({ id }) => id === chosen.id);
    if (!job) close();
    // A row more is asked for only where all that were there are shown.
    else if (job.rows.refused !== chosen.counted && chosen.next === null) read(job);
  }

  function cellsOf(job) {
    const { rows } = job;
    return [
      job.catalog,
      { text: job.feed ?? strings.jobUpload, kind: 'said' },
      { text: strings.jobState(job), kind: job.state === 'failed' ? 'said bad' : '' },
      number(strings.jobRead(rows)),
      number(format.count(rows.stored)),
      number(format.count(rows.unchanged)),
      rows.refused === 0 ? number(format.count(0)) : { ...number(format.count(rows.refused)), label: strings.jobRefused(job), press: () => choose(job), pressed: chosen?.id === job.id },
      format.day(job.startedAt ?? job.createdAt),
      live.includes(job.state) ? { text: strings.jobCancel, label: strings.jobCancelLabel(job), press: () => cancel(job) } : strings.none,
    ];
  }

  function choose(job) {
    if (chosen?.id === job.id) {
      close();
      show(latest);
      return;
    }
    chosen = { id: job.id, rows: [], next: null, counted: 0 };
    refused.hidden = true;
    show(latest);
  }

  /** Fetches the rows after those that are shown. */
  async function read(job) {
    const mine = chosen;
    const isFirst = mine.rows.length === 0;
    mine.counted = job.rows.refused;
    try {
      const page = await getRefusedRows(job, mine.rows.at(-1)?.row ?? 0);
      if (chosen !== mine) return;
      const known = mine.rows.at(-1)?.row ?? 0;
      mine.rows.push(...page.rows.filter(({ row }) => row > known));
      mine.next = page.next ?? null;
      showRows(job);
      if (isFirst) {
        refused.focus({ preventScroll: true });
        refused.scrollIntoView({ block: 'nearest' });
      }
    } catch (error) {
      if (!('status' in error)) throw error;
      mine.counted = 0;
      say(strings.notDone(error.message));
    }
  }

  function showRows(job) {
    refused.hidden = false;
    if (refused.dataset.shown !== job.id) {
      refused.dataset.shown = job.id;
      refused.setAttribute('aria-label', strings.jobRefused(job));
      refused.replaceChildren(
        element('div', { class: 'panel-head' }, element('h3'), element('button', { type: 'button', class: 'link-button', on: { click: () => choose(job) } }, strings.close)),
        element('div', { class: 'scroll' }),
        element('button', { type: 'button', class: 'button', on: { click: () => read(latest.find(({ id }) => id === job.id) ?? job) } }, strings.jobMoreRows));
    }
    const [head, table, more] = refused.children;
    setText(head.firstChild, strings.jobRefused(job));
    showTable(table, strings.jobRefused(job), strings.refusedHeads, chosen.rows.map(row => ({
      key: String(row.row),
      cells: [number(format.count(row.row)), { text: row.id || strings.none, kind: 'code' }, { text: row.code, kind: 'code' }, { text: row.detail, kind: 'said' }],
    })));
    more.hidden = chosen.next === null;
  }

  function close() {
    chosen = null;
    refused.hidden = true;
    refused.replaceChildren();
    delete refused.dataset.shown;
  }

  async function cancel(job) {
    if (!await confirm(strings.jobCancelTitle(job.catalog), strings.jobCancelText, strings.jobCancel, strings.jobKeep)) return;
    try {
      await cancelJob(job);
      changed();
    } catch (error) {
      if (!('status' in error)) throw error;
      say(strings.notDone(error.message));
    }
  }

  return show;
}
