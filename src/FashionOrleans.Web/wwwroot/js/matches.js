import { proposeBoxes } from './api.js';
import { knownDetails, knownProduct, product, remember } from './catalogs.js';
import { buildFilters, showFacets, showFilter } from './filters.js';
import { showNothingFound } from './messages.js';
import { notify } from './notice.js';
import { recallPicture } from './pictures.js';
import { productName } from './product.js';
import { showAddressQuery, showExamples, showItemPlaceholder, showItemQuery, showPictureQuery, showWordsQuery } from './query-panel.js';
import { recordSearch } from './recents.js';
import { hideRecents } from './recents-row.js';
import { announce, showAnswer, showPartial, showProducts, showResultsHead } from './results.js';
import { answerTo, countsBeside } from './search.js';
import { hideShelf } from './shelf.js';
import { addressOf, hasExample, homeView, likeView, withAlso, withCrop, withoutExample, withUnlike } from './state.js';
import { format, strings } from './strings.js';
import { heartOf } from './taste.js';
import { showTools } from './tools.js';

/** The view of a search: what is searched with, and the products that match. */
let filtersOf = null;

export async function showMatches(search, signal, { fromMemory, isNew, go }) {
  const { catalog, query } = search;
  hideShelf();
  hideRecents();
  const filters = showCatalogFilters(search, signal, go);
  showResultsHead(search);
  showTools(search, null, go);
  const picture = query.kind === 'picture' ? await recallPicture(query.key) : null;
  if (signal.aborted) return;
  if (query.kind === 'picture' && !picture) {
    await go.refine(homeView(catalog));
    notify(strings.noticePictureGone);
    return;
  }
  const subject = showSubject(search, picture, signal, isNew, go);
  showExamples(search, id => product(catalog, id, signal), id => go.refine(withoutExample(go.view, id)));
  const [reply, item] = await Promise.all([answerTo(search, picture, signal, fromMemory), subject]);
  const title = titleOf(search, item);
  document.title = `${title} – ${strings.siteName}`;
  remember(reply.results, catalog);
  if (reply.results.length === 0) {
    showNothingFound(search, go);
  } else {
    showFound(search, reply, go);
    showTools(search, reply, go);
  }
  if (reply.coverage.shardsAnswered < reply.coverage.shards) showPartial(reply.coverage, go.retry);
  showAnswer(reply);
  recordSearch(search, { title, imageUrl: item?.imageUrl ?? (query.kind === 'words' ? reply.results[0]?.imageUrl : null) });
  await filters;
  const counts = await countsBeside(search, reply.facets, signal);
  if (!signal.aborted) showFacets(counts, search, item);
}

function showFound(search, reply, go) {
  const { catalog, text } = search;
  const cardOf = item => ({
    catalog,
    href: addressOf(likeView(go.view, item.id)),
    ...heartOf(catalog, item, () => showTools(go.view, reply, go)),
    onAlso: () => go.refine(withAlso(go.view, item.id)),
    onUnlike: hasExample(search) && (() => go.refine(withUnlike(go.view, item.id))),
  });
  // With words the score is no similarity.
  showProducts(text ? reply.results.map(({ score: _, ...item }) => item) : reply.results, cardOf);
  const best = Math.max(...reply.results.map(result => result.score));
  announce(text ? strings.resultsFoundByWords(reply.results.length) : strings.resultsFound(reply.results.length, format.percent(best)));
}

function titleOf({ query, text }, item) {
  if (item) return strings.resultsTitleNamed(productName(item));
  if (query.kind === 'words') return strings.resultsTitleWords(text);
  return query.kind === 'address' ? strings.resultsTitleNamed(strings.pictureFrom(query.url)) : strings.yourPicture;
}

/** Shows what is searched with; resolves to the product when it is one. */
async function showSubject({ catalog, query, text }, picture, signal, isNew, go) {
  const ways = { onAnother: go.chooseAnother, onClear: go.startOver };
  if (query.kind === 'words') {
    showWordsQuery(text, ways);
  } else if (query.kind === 'address') {
    showAddressQuery(query.url, ways);
  } else if (picture) {
    const onCrop = crop => go.refine(withCrop(go.view, crop));
    showPictureQuery(picture.url, { crop: query.crop, proposals: () => proposalsOf(picture), onCrop }, ways);
  } else {
    const known = knownProduct(catalog, query.id);
    if (!known) showItemPlaceholder();
    const item = await product(catalog, query.id, signal);
    if ((isNew || !known) && !signal.aborted) showItemQuery(item, ways);
    return item;
  }
  return null;
}

/** The parts that the server proposes, asked for once a picture. They are an extra: without them the shopper draws a box. */
function proposalsOf(picture) {
  picture.proposals ??= proposeBoxes(picture.picture, new AbortController().signal).catch(() => []);
  return picture.proposals;
}

async function showCatalogFilters({ catalog }, signal, go) {
  const known = await knownDetails(catalog);
  // The search itself tells what is wrong with the server; without the catalogue's fields there are just no filters.
  if (signal.aborted || !known) return;
  if (filtersOf !== catalog) buildFilters(known.fields ?? [], go);
  filtersOf = catalog;
  showFilter(go.view.filter, go);
}
