import { ApiError } from './api.js';
import { button } from './dom.js';
import { announce, showMessage } from './results.js';
import { strings } from './strings.js';

/** What the page says in place of products, and the way on from there. */
const filterErrors = ['invalid_filter', 'unknown_filter_field'];
const exampleCatalog = 'demo';

export function showNoCatalog() {
  showMessage({ icon: 'hanger', title: strings.noCatalogTitle, detail: strings.noCatalogDetail, command: strings.loaderCommand(exampleCatalog) });
}

export function showEmptyCatalog(catalog, { retry }) {
  showMessage({
    icon: 'hanger', title: strings.emptyTitle, detail: strings.emptyDetail, command: strings.loaderCommand(catalog),
    actions: [button(strings.tryAgain, { icon: 'retry' }, retry)],
  });
}

export function showCatalogNotReady({ retry }) {
  showMessage({
    icon: 'hanger', title: strings.errorTitles.not_ready, detail: strings.stillLoading,
    actions: [button(strings.tryAgain, { icon: 'retry', primary: true }, retry)],
  });
}

export function showNothingFound({ filter, query }, { clearFilters, chooseAnother }) {
  const filtered = Object.keys(filter).length > 0;
  const [title, detail] = filtered ? [strings.nothingTitle, strings.nothingDetail]
    : query.kind === 'words' ? [strings.noWordsTitle, strings.noWordsDetail] : [strings.noneTitle, strings.noneDetail];
  showMessage({
    icon: 'search', title, detail,
    actions: [filtered
      ? button(strings.clearFilters, { primary: true }, clearFilters)
      : button(strings.anotherPicture, { icon: 'picture', primary: true }, chooseAnother)],
  });
  announce(title);
}

/** The problem's own sentence, which says what to do, under a title that says in a few words what happened. */
export function showProblem(error, view, actions) {
  const problem = error instanceof ApiError ? error : new ApiError('page_error', String(error));
  if (problem !== error) console.error(error);
  const { picture, other, ...titles } = strings.errorTitles;
  showMessage({
    icon: 'alert', title: problem.isAboutPicture || problem.code === 'not_supported' && view.query.kind === 'address' ? picture : titles[problem.code] ?? other,
    detail: problem.message, code: problem.code, actions: waysOn(problem, view, actions),
  });
}

function waysOn(problem, view, { retry, startOver, openDefaultCatalog, chooseAnother, clearFilters }) {
  const ways = [];
  if ((problem.isAboutPicture || view.query.kind === 'address') && !problem.isTransient) ways.push(button(strings.anotherPicture, { icon: 'picture', primary: true }, chooseAnother));
  else if (filterErrors.includes(problem.code)) ways.push(button(strings.clearFilters, { primary: true }, clearFilters));
  else if (problem.isTransient) ways.push(button(strings.tryAgain, { icon: 'retry', primary: true }, retry));
  if (problem.code === 'unknown_catalog') ways.push(button(strings.startOver, {}, openDefaultCatalog));
  else if (view.query.kind !== 'none') ways.push(button(strings.startOver, {}, startOver));
  return ways;
}
