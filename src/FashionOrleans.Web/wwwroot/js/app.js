import { LatestRequest, getCatalog, getItem, listCatalogs, proposeBoxes, recommend, recommendFor, sampleItems } from './api.js';
import { defaultCatalog, onCatalogChosen, showCatalogs } from './catalog-picker.js';
import { byId, element, fill } from './dom.js';
import { listenForPictures, openChooser } from './dropzone.js';
import { buildFilters, filterFields, showFacets, showFilter } from './filters.js';
import { keepPicture, preparePicture, recallPicture } from './pictures.js';
import { showCatalogNotReady, showEmptyCatalog, showNoCatalog, showNothingFound, showProblem } from './messages.js';
import { productName } from './product.js';
import { hideQuery, showItemPlaceholder, showItemQuery, showPictureQuery, showWordsQuery } from './query-panel.js';
import {
  announce, focusProduct, rescueFocus, showAnswer, showBusy, showCounts, showLoadingCatalog, showPartial, showProducts, showResultsHead, showSampleHead,
} from './results.js';
import { hideShelf, showShelf } from './shelf.js';
import { forgetMe, isLiked, likesOf, loadShopper, recordView, shopperId, toggleLike } from './shopper.js';
import { addressOf, enterEntry, homeView, likeView, pictureView, pushView, readView, rememberPlace, replaceView, sameSearch, searchKey, withCrop, withFilter, withWords } from './state.js';
import { fillStrings, format, strings } from './strings.js';

/**
 * The page's flow: every change makes a new view, `show` fetches what the view needs and renders it. A view that comes
 * while another is still being fetched aborts that one.
 */
const sampleSize = 24;
const shelfSize = 12;
const answersKept = 30;
const skeletonsAtMost = 12;
const lookAgainAfter = 2000;

const requests = new LatestRequest();
const answers = new Map();
const products = new Map();
const details = new Map();
let catalogs = null;
let filtersOf = null;
let view = homeView(null);
let pictureTurn = 0;

const actions = {
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

async function show(next, { place = null, fromMemory = false } = {}) {
  const previous = view;
  const signal = requests.begin();
  const isHome = next.query.kind === 'none';
  view = next;
  document.body.dataset.mode = isHome ? 'home' : 'results';
  document.title = strings.siteName;
  const settle = showBusy(isHome ? sampleSize : Math.min(next.k, skeletonsAtMost), { keepGrid: sameSearch(previous, next) });
  try {
    view = { ...next, catalog: next.catalog ?? defaultCatalog(await allCatalogs()) };
    if (signal.aborted) return;
    if (view.catalog === null) {
      showFrame(null);
      showNoCatalog();
      showWhenThere(signal, async () => {
        catalogs = null;
        return (await allCatalogs()).length > 0;
      });
    } else if (isHome) {
      await showHome(view, signal);
    } else {
      await showMatches(view, signal, { fromMemory, isNew: !sameSearch(previous, next) });
    }
    if (place) {
      scrollTo(0, place.scroll);
      if (place.product) focusProduct(place.product);
    }
  } catch (error) {
    if (!signal.aborted) showProblem(error, view, actions);
  } finally {
    settle();
    if (!signal.aborted && previous.catalog !== null) rescueFocus();
  }
}

async function showHome(home, signal) {
  const shuffle = () => refine({ ...view, seed: view.seed + 1 });
  hideQuery();
  showFrame(home.catalog);
  showSampleHead(undefined, shuffle);
  const [catalog, items] = await Promise.all([getCatalog(home.catalog, signal), sampleItems(home.catalog, { limit: sampleSize, seed: home.seed }, signal)]);
  details.set(home.catalog, catalog);
  if (items.length === 0) {
    if (catalog.ready === false) showCatalogNotReady(actions);
    else showEmptyCatalog(home.catalog, actions);
    showWhenThere(signal, async () => {
      const { items: count, ready } = await getCatalog(home.catalog, signal);
      return count > 0 || ready !== catalog.ready;
    });
    return;
  }
  remember(items, home.catalog);
  refreshShelf(home.catalog, signal);
  showSampleHead(catalog.items, shuffle);
  showProducts(items, cardOf);
  showFan(items);
  if (catalog.ready === false) showLoadingCatalog(actions.retry);
  announce(strings.productsShown(items.length));
}

/** What a card shows beside its item. */
function cardOf(item) {
  const { catalog } = view;
  return {
    href: addressOf(likeView(view, item.id)),
    liked: isLiked(catalog, item.id),
    onHeart: async heart => {
      heart.setAttribute('aria-pressed', String(!isLiked(catalog, item.id)));
      try {
        await toggleLike(catalog, item.id);
        notify(null);
      } catch (error) {
        notify(strings.notLiked(error.message));
      }
      showTaste();
      if (view.query.kind === 'none') refreshShelf(catalog, new AbortController().signal);
    },
  };
}

/** The shelf is an extra: what goes wrong with it leaves it away. */
async function refreshShelf(catalog, signal) {
  try {
    await shopperLoaded;
    const items = likesOf(catalog) > 0 ? await recommendFor(shopperId(), catalog, shelfSize, signal) : [];
    if (signal.aborted || view.query.kind !== 'none' || view.catalog !== catalog) return;
    remember(items, catalog);
    showShelf(items.map(({ score: _, ...item }) => item), cardOf);
  } catch {
    if (!signal.aborted) hideShelf();
  }
}

/** Presses the hearts of what is liked, and offers to forget it where something may be kept. */
function showTaste() {
  for (const heart of document.querySelectorAll('.heart')) {
    const { id } = heart.closest('.card').querySelector('a[data-id]').dataset;
    heart.setAttribute('aria-pressed', String(isLiked(view.catalog, id)));
  }
  byId('forget-line').hidden = shopperId() === null;
}

async function forget() {
  try {
    await forgetMe();
    notify(strings.forgotten);
  } catch (error) {
    notify(strings.notForgotten(error.message));
    return;
  }
  showTaste();
  hideShelf();
}

/** A shop that is still empty may be filling right now: looks again from time to time and shows the view anew when it has changed. */
async function showWhenThere(signal, isThere) {
  while (!signal.aborted) {
    await new Promise(resolve => setTimeout(resolve, lookAgainAfter));
    const changed = !document.hidden && !signal.aborted && await isThere().catch(() => false);
    if (changed && !signal.aborted) show(view);
  }
}

async function showMatches(search, signal, { fromMemory, isNew }) {
  hideShelf();
  showFrame(search.catalog);
  showCatalogFilters(search, signal);
  showResultsHead();
  showCounts(search.k, k => refine({ ...view, k }));
  const { query } = search;
  const picture = query.kind === 'picture' ? recallPicture(query.key) : null;
  if (query.kind === 'picture' && !picture) {
    notify(strings.noticePictureGone);
    await refine(homeView(search.catalog));
    return;
  }
  const subject = showSubject(search, picture, signal, isNew);
  const [reply, item] = await Promise.all([answerTo(search, picture, signal, fromMemory), subject]);
  const name = item && productName(item);
  if (query.kind === 'words') document.title = `${strings.resultsTitleWords(search.text)} – ${strings.siteName}`;
  if (name) document.title = `${strings.resultsTitleNamed(name)} – ${strings.siteName}`;
  if (reply.results.length === 0) {
    showNothingFound(search, actions);
  } else {
    remember(reply.results, search.catalog);
    // With words the score is no similarity.
    showProducts(search.text ? reply.results.map(({ score: _, ...item }) => item) : reply.results, cardOf);
    announce(search.text
      ? strings.resultsFoundByWords(reply.results.length)
      : strings.resultsFound(reply.results.length, format.percent(reply.results[0].score)));
  }
  showFacets(reply.facets, search.filter);
  if (reply.coverage.shardsAnswered < reply.coverage.shards) showPartial(reply.coverage, actions.retry);
  showAnswer(reply);
}

/** Shows what is searched with; resolves to the product when it is one. */
async function showSubject({ catalog, query, text }, picture, signal, isNew) {
  const ways = { onAnother: openChooser, onClear: actions.startOver };
  if (query.kind === 'words') {
    showWordsQuery(text, ways);
    return null;
  }
  if (picture) {
    const onCrop = crop => refine(withCrop(view, crop));
    showPictureQuery(picture.url, { crop: query.crop, proposals: () => proposalsOf(picture), onCrop }, ways);
    return null;
  }
  const known = products.get(`${catalog}/${query.id}`);
  if (!known) showItemPlaceholder();
  const item = known ?? await getItem(catalog, query.id, signal);
  remember([item], catalog);
  if ((isNew || !known) && !signal.aborted) showItemQuery(item, ways);
  return item;
}

/** The parts that the server proposes, asked for once a picture. They are an extra: without them the shopper draws a box. */
function proposalsOf(picture) {
  picture.proposals ??= proposeBoxes(picture.picture, new AbortController().signal).catch(() => []);
  return picture.proposals;
}

async function answerTo(search, picture, signal, fromMemory) {
  const key = searchKey(search);
  const known = fromMemory && answers.get(key);
  if (known) return known;
  const { catalog, query, text, k, filter } = search;
  const facets = filterFields((await knownDetails(catalog))?.fields ?? []);
  const reply = await recommend(catalog, { picture: picture?.picture, crop: query.crop, id: query.id, text, k, filter, facets }, signal);
  answers.delete(key);
  answers.set(key, reply);
  if (answers.size > answersKept) answers.delete(answers.keys().next().value);
  return reply;
}

/** What stands around every view: the catalogue's choice and the active filters. */
function showFrame(catalog) {
  if (catalogs) showCatalogs(catalogs, catalog);
  else allCatalogs().then(all => showCatalogs(all, view.catalog), () => {});
  byId('words').value = view.text;
  showFilter(view.query.kind === 'none' ? {} : view.filter, { onRemove: toggleFilter, onClear: actions.clearFilters });
}

async function showCatalogFilters({ catalog }, signal) {
  const known = await knownDetails(catalog);
  // The search itself tells what is wrong with the server; without the catalogue's fields there are just no filters.
  if (signal.aborted || !known) return;
  if (filtersOf !== catalog) buildFilters(known.fields ?? [], toggleFilter);
  filtersOf = catalog;
  showFilter(view.filter, { onRemove: toggleFilter, onClear: actions.clearFilters });
}

/** What the server says of a catalogue, asked once for all views; null when it cannot say. */
async function knownDetails(catalog) {
  if (!details.has(catalog)) details.set(catalog, getCatalog(catalog, new AbortController().signal).catch(() => null));
  const known = await details.get(catalog);
  if (known === null) details.delete(catalog);
  return known;
}

function toggleFilter(field, value) {
  const chosen = view.filter[field] ?? [];
  refine(withFilter(view, field, chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value]));
}

async function allCatalogs() {
  catalogs ??= await listCatalogs(new AbortController().signal);
  return catalogs;
}

async function searchWith(file) {
  const turn = ++pictureTurn;
  const picture = await preparePicture(file);
  if (turn !== pictureTurn) return;
  if (picture) navigate(pictureView(view, keepPicture(picture)));
  else notify(strings.noticeTooLarge);
}

function remember(items, catalog) {
  for (const item of items) products.set(`${catalog}/${item.id}`, item);
}

/** The three pictures that fan out of the drop zone: a taste of this catalogue. */
function showFan(items) {
  const pictured = items.filter(item => item.imageUrl);
  for (const [index, card] of byId('hero-fan').querySelectorAll('.fan-card').entries()) {
    const item = pictured[index];
    if (item) card.replaceChildren(element('img', { src: item.imageUrl, alt: '', width: 300, height: 400, draggable: 'false' }));
  }
}

function notify(text) {
  fill(byId('notice'), text);
}

function currentPlace() {
  return { scroll: scrollY, product: document.activeElement?.dataset.id };
}

function listen() {
  listenForPictures({ onFile: searchWith, onNotice: notify });
  onCatalogChosen(catalog => navigate(homeView(catalog)));
  byId('home-link').addEventListener('click', event => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    actions.startOver();
  });
  for (const grid of [byId('grid'), byId('shelf-grid')]) {
    grid.addEventListener('click', event => {
      const link = event.target.closest('a[data-id]');
      if (!link || !isPlainClick(event)) return;
      event.preventDefault();
      recordView(view.catalog, link.dataset.id);
      navigate(likeView(view, link.dataset.id));
    });
  }
  byId('words-form').addEventListener('submit', event => {
    event.preventDefault();
    const next = withWords(view, byId('words').value.trim());
    if (next.query.kind === view.query.kind) refine(next);
    else navigate(next);
  });
  byId('forget-me').addEventListener('click', forget);
  document.querySelector('.skip-link').addEventListener('click', event => {
    event.preventDefault();
    byId('results').focus();
  });
  addEventListener('popstate', () => {
    rememberPlace(currentPlace());
    notify(null);
    show(readView(), { place: enterEntry() ?? { scroll: 0 }, fromMemory: true });
  });
}

/** Clicks with a modifier keep their meaning: a new tab, a new window, a download. */
const isPlainClick = event => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

fillStrings(document);
document.body.dataset.state = 'ready';
history.scrollRestoration = 'manual';
byId('filters').open = matchMedia('(min-width: 60rem)').matches;
listen();
showTaste();
const shopperLoaded = loadShopper(new AbortController().signal).then(showTaste, () => {});
const first = readView();
replaceView(first);
show(first);
