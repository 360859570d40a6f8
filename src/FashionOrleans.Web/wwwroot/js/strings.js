/**
 * Every English word of the page. To translate it, copy this module, change the language tag and the texts, and keep
 * the names and parameters. Sentences of the server's problem details are shown as they arrive.
 */
export const language = 'en';

const whole = new Intl.NumberFormat(language);
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const ratio = new Intl.NumberFormat(language, { style: 'percent' });
const fine = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const cents = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const format = {
  count: number => whole.format(number),
  percent: cosine => ratio.format(Math.max(0, cosine)),
  cosine: value => fine.format(value),
  milliseconds: value => `${value < 10 ? tenths.format(value) : whole.format(Math.round(value))} ms`,
  price: (value, currency) => currency
    ? new Intl.NumberFormat(language, { style: 'currency', currency }).format(value)
    : cents.format(value),
};

const plural = (count, one, many) => `${format.count(count)} ${count === 1 ? one : many}`;

export const strings = {
  siteName: 'FashionOrleans',
  skipToResults: 'Skip to the products',
  catalog: 'Catalogue',
  catalogOption: (name, items) => `${name} (${format.count(items)})`,

  heroTitle: 'Show us the look you love.',
  heroLead: 'One picture is enough. We find the pieces in the catalogue that look most like it, at once.',
  dropTitle: 'Drop a picture here',
  dropHint: 'or paste one you have copied',
  touchTitle: 'Add a picture',
  touchHint: 'from your photos or your camera',
  dropPrivacy: 'Your picture is only used to search. It is not stored.',
  dropOverlay: 'Let go to search with this picture',
  choosePicture: 'Choose a picture',
  takePhoto: 'Take a photo',

  sampleTitle: 'Or start from one of these',
  sampleHint: catalogItems => `A few of the ${plural(catalogItems, 'product', 'products')} in this catalogue.`,
  showOthers: 'Show others',
  productsShown: count => `${plural(count, 'product', 'products')} to start from.`,

  searchByWords: 'Search by words',
  words: 'Words to search for',
  wordsHint: 'In words: red floral dress',
  search: 'Search',
  yourWords: 'In words',
  resultsTitleWords: text => `“${text}”`,
  resultsFoundByWords: count => `${plural(count, 'product', 'products')} found.`,
  noWordsTitle: 'No product has these words',
  noWordsDetail: 'Try fewer or other words, or search with a picture.',

  forYou: 'For you',
  forYouHint: 'By what you have liked here.',
  like: name => `Like ${name}`,
  tasteKept: 'What you like is kept under a random number of this browser.',
  forgetMe: 'Forget me',
  forgotten: 'Everything about what you like has been forgotten.',
  notForgotten: reason => `You have not been forgotten yet: ${reason}`,
  notLiked: reason => `That could not be kept: ${reason}`,

  yourSearch: 'Your search',
  yourPicture: 'Your picture',
  yourPictureAlt: 'The picture you are searching with',
  noPreview: 'No preview',
  cropHint: 'Drag a box around one piece to search with it alone.',
  cropBox: 'The part of the picture to search with. Arrow keys move it, Shift and arrow keys change its size.',
  cropPlace: ({ x, y, width, height }) =>
    `${ratio.format(width)} wide and ${ratio.format(height)} high, ${ratio.format(x)} from the left and ${ratio.format(y)} from the top`,
  cropProposal: (label, index, count) => label ? `Search with this part: ${label}` : `Search with suggested part ${index} of ${count}`,
  wholePicture: 'Whole picture',
  moreLike: 'More like',
  moreLikeThis: 'More like this',
  details: 'Details',
  anotherPicture: 'Another picture',
  startOver: 'Start over',
  clearPicture: 'Clear the picture and start over',

  filters: 'Filters',
  removeFilter: (field, value) => `Remove the filter ${field}: ${value}`,
  clearFilters: 'Clear filters',
  moreValues: count => `${format.count(count)} more`,
  fewerValues: 'Fewer',

  resultsTitle: 'Most similar first',
  resultsHint: 'Choose a product to see more like it.',
  resultsTitleNamed: name => `More like ${name}`,
  resultsFound: (count, best) => `${plural(count, 'similar product', 'similar products')} found. The best match is ${best} similar.`,
  show: 'Show',
  numberOfResults: 'Number of results',
  similar: percent => `${percent} similar`,
  cosineTooltip: value => `Cosine similarity ${value} of 1`,
  noPicture: 'No picture',

  answer: ({ items, time, exact }) => `${plural(items, 'product', 'products')} searched in ${time}, ${exact ? 'exact' : 'approximate'}`,
  answerEmbedding: time => `picture read in ${time}`,
  answerModel: model => `model ${model}`,

  partialTitle: (answered, shards) => `A part of the answer is missing: searched ${answered} of ${plural(shards, 'shard', 'shards')}.`,
  partialDetail: (searched, items) => `${format.count(searched)} of ${plural(items, 'product', 'products')} could be reached. Better matches may be among the rest.`,
  stillLoading: 'This catalogue is still loading. Some products may be missing until it is ready.',
  searchAgain: 'Search again',

  nothingTitle: 'Nothing matches these filters',
  nothingDetail: 'No product has this combination. Take one filter away to see more.',
  noneTitle: 'Nothing similar found',
  noneDetail: 'The catalogue has no product to compare this with. Try another picture.',
  emptyTitle: 'This catalogue is empty',
  emptyDetail: 'Products appear here as soon as they arrive. To load some:',
  noCatalogTitle: 'There is no catalogue yet',
  noCatalogDetail: 'Products appear here as soon as they arrive. To load some:',
  loaderCommand: catalog => `dotnet run -c Release --project src/FashionOrleans.Loader -- ingest --server ${location.origin} --catalog ${catalog} --images PICTURES --metadata FILE.csv`,

  errorTitles: {
    picture: 'This picture could not be used',
    unknown_item: 'This product is not in the catalogue',
    unknown_catalog: 'This catalogue does not exist',
    overloaded: 'The shop is very busy',
    not_ready: 'The shop is just opening',
    unreachable: 'The server cannot be reached',
    timeout: 'This took too long',
    other: 'That did not work',
  },
  unreachable: 'Check your connection, or whether the server is running, then try again.',
  timeout: 'The server did not answer in time. Try again in a moment.',
  unexpectedReply: status => `The server gave an answer that this page does not understand (status ${status}). Try again in a moment.`,
  tryAgain: 'Try again',
  errorCode: code => `Code: ${code}`,

  noticeNotAPicture: 'That was not a picture file. Save the picture first and drop the file, or copy the picture and paste it here.',
  noticeOnlyFirst: 'Several files were given: the first one is used.',
  noticeTooLarge: 'This file is too large to send and the browser cannot make it smaller. Choose a JPEG or PNG picture.',
  noticePictureGone: 'The picture of that search is no longer kept in this tab. Choose it again.',

  footer: 'Visual product search with exact answers.',
  forDevelopers: 'For developers',
  apiReference: 'API reference',
  openApi: 'OpenAPI',
};

/** Fills the static parts of the document: `data-text` is an element's text, `data-label` its accessible name, `data-hint` what an empty field says. */
export function fillStrings(root) {
  root.documentElement.lang = language;
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = strings[node.dataset.text];
  for (const node of root.querySelectorAll('[data-hint]')) node.setAttribute('placeholder', strings[node.dataset.hint]);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', strings[node.dataset.label]);
}
