import { LatestRequest } from './api.js';
import { defaultCatalog, showCatalogs } from './catalog-picker.js';
import { allCatalogs, catalogsSoFar, forgetCatalogs } from './catalogs.js';
import { byId } from './dom.js';
import { openChooser } from './dropzone.js';
import { showFilter } from './filters.js';
import { pushView, rememberPlace, replaceView } from './history.js';
import { sampleSize, showHome } from './home.js';
import { showMatches } from './matches.js';
import { showNoCatalog, showProblem } from './messages.js';
import { notify } from './notice.js';
import { focusProduct, rescueFocus, showBusy } from './results.js';
import { homeView, sameSearch, withFilter } from './state.js';
import { strings } from './strings.js';

/**
 * The page's flow: every change makes a new view, `show` fetches what the view needs and renders it. A view that comes
 * while another is still being fetched aborts that one.
 */
const skeletonsAtMost = 12;
const lookAgainAfter = 2000;

const requests = new LatestRequest();
let view = homeView(null);

/** What the parts of the page do to it: where they are, where they go, and the ways on that messages offer. */
export const go = {
  get view() {
    return view;
  },
  navigate,
  refine,
  toggleFilter,
  setFilter: (field, wanted) => refine(withFilter(view, field, wanted)),
  showWhenThere,
  retry: () => show(view),
  startOver: () => navigate(homeView(view.catalog)),
  openDefaultCatalog: () => navigate(homeView(null)),
  chooseAnother: openChooser,
  clearFilters: () => refine({ ...view, filter: {} }),
};

/** Goes on to a new view, with a history entry of its own. */
function navigate(next) {
  rememberPlace(currentPlace());
  pushView(next);
  scrollTo(0, 0);
  if (next.query.kind !== 'picture') notify(null);
  return show(next);
}

/** Changes the view in place: "back" leads to the search before, not through every filter that was tried. */
function refine(next) {
  replaceView(next);
  return show(next);
}

export async function show(next, { place = null, fromMemory = false } = {}) {
  const previous = view;
  const signal = requests.begin();
  const isHome = next.query.kind === 'none';
  view = next;
  document.body.dataset.mode = isHome ? 'home' : 'results';
  document.title = strings.siteName;
  showBusy(isHome ? sampleSize : Math.min(next.k, skeletonsAtMost), { keepGrid: sameSearch(previous, next) });
  try {
    view = { ...next, catalog: next.catalog ?? defaultCatalog(await allCatalogs()) };
    if (signal.aborted) return;
    showFrame();
    if (view.catalog === null) {
      showNoCatalog();
      showWhenThere(signal, async () => {
        forgetCatalogs();
        return (await allCatalogs()).length > 0;
      });
    } else if (isHome) {
      await showHome(view, signal, go);
    } else {
      await showMatches(view, signal, { fromMemory, isNew: !sameSearch(previous, next), go });
    }
    if (place && !signal.aborted) {
      scrollTo(0, place.scroll);
      if (place.product) focusProduct(place.product);
    }
  } catch (error) {
    if (!signal.aborted) showProblem(error, view, go);
  } finally {
    if (!signal.aborted && previous.catalog !== null) rescueFocus();
  }
}

/** What stands around every view: the catalogue's choice, the words and the active filters. */
function showFrame() {
  const { catalog, query, text, filter } = view;
  if (catalogsSoFar()) showCatalogs(catalogsSoFar(), catalog);
  else allCatalogs().then(all => showCatalogs(all, view.catalog), () => {});
  byId('words').value = text;
  showFilter(query.kind === 'none' ? {} : filter, go);
}

/** A shop that is still empty may be filling right now: looks again from time to time and shows the view anew when it has changed. */
async function showWhenThere(signal, isThere) {
  while (!signal.aborted) {
    await new Promise(resolve => setTimeout(resolve, lookAgainAfter));
    const changed = !document.hidden && !signal.aborted && await isThere().catch(() => false);
    if (changed && !signal.aborted) show(view);
  }
}

function toggleFilter(field, value) {
  const chosen = view.filter[field] ?? [];
  refine(withFilter(view, field, chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value]));
}

export function currentPlace() {
  return { scroll: scrollY, product: document.activeElement?.dataset.id };
}
