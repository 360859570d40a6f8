/**
 * Every English word of the page. To translate it, copy this module, change the language tag and the texts, and keep
 * the names and parameters; `plural` takes a form for each category that the language has (docs/page.md). Sentences of the server's problem details are
 * shown as they arrive.
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

/** What words of one meaning have in common, for finding a value that a search names: "dress" and "Dresses". */
export const stem = word => word.replace(/(?:es|s|e)+$/, '');

const plurals = new Intl.PluralRules(language);
const plural = (count, forms) => `${format.count(count)} ${forms[plurals.select(count)] ?? forms.other}`;
const products = { one: 'product', other: 'products' };
const similarProducts = { one: 'similar product', other: 'similar products' };
const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });

export const strings = {
  siteName: 'FashionOrleans',
  skipToResults: 'Skip to the products',
  catalog: 'Catalogue',
  catalogOption: (name, items) => `${name} (${format.count(items)})`,

  heroTitle: 'Show us the look you love.',
  heroLead: 'One picture is enough. We find the pieces in the catalogue that look most like it, at once.',
  dropTitle: 'Drop a picture here',
  dropHint: 'or paste a picture, or its address',
  touchTitle: 'Add a picture',
  touchHint: 'from your photos or your camera',
  dropPrivacy: 'Your picture is only used to search. The shop does not store it.',
  dropOverlay: 'Let go to search with this picture',
  choosePicture: 'Choose a picture',
  takePhoto: 'Take a photo',

  cameraTitle: 'Photograph a garment',
  cameraView: 'What the camera sees',
  cameraStarting: 'Waiting for the camera. Your browser may ask you to allow it.',
  cameraHint: 'One piece, well lit, on a plain ground is found best.',
  cameraProblems: {
    NotAllowedError: 'The camera was not allowed. Allow it for this page in your browser, or choose a picture instead.',
    NotFoundError: 'No camera was found. Choose a picture instead.',
    NotReadableError: 'Another program is using the camera. Close it and try again, or choose a picture instead.',
    other: 'The camera cannot be used. Choose a picture instead.',
  },

  sampleTitle: 'Or start from one of these',
  sampleHint: catalogItems => `A few of the ${plural(catalogItems, products)} in this catalogue.`,
  showOthers: 'Show others',
  productsShown: count => `${plural(count, products)} to start from.`,

  recents: 'Your recent searches',
  recentsHint: 'Kept in this browser only.',
  clearRecents: 'Clear',
  refined: count => plural(count, { one: 'refinement', other: 'refinements' }),

  searchByWords: 'Search by words',
  words: 'Words to search for, or the address of a picture',
  wordsHint: 'Words, or a link to a picture',
  search: 'Search',
  yourWords: 'In words',
  resultsTitleWords: text => `“${text}”`,
  resultsFoundByWords: count => `${plural(count, products)} found.`,
  noWordsTitle: 'No product has these words',
  noWordsDetail: 'Try fewer or other words, or search with a picture.',

  alsoLike: name => `Find more like this, too: ${name}`,
  unlike: name => `Find less like this: ${name}`,
  alsoTitle: 'And like these',
  unlikeTitle: 'But not like these',
  removeExample: name => `Take away ${name}`,
  pictureFrom: url => `the picture at ${URL.canParse(url) ? new URL(url).hostname : url}`,

  tuned: 'Tuned to you',
  tunedHint: 'Results lean towards what you have liked here. Press to search without.',
  order: 'Order of the results',
  orders: { match: 'Best match', looks: 'Looks alone', variety: 'More variety' },

  share: 'Share',
  shareTitle: 'Share this search',
  shareLink: 'Link to this search',
  shareDetail: 'The link holds the whole search, with its words and filters. Who opens it searches anew.',
  shareNearest: name => `Your picture stays with you, so it is not in the link. The link leads to the product nearest to it: ${name}.`,
  shareNothing: 'Your picture stays with you, so it cannot be in a link, and no product is near enough to link to instead.',
  copyLink: 'Copy the link',
  sendLink: 'Send it',
  linkCopied: 'The link is copied.',
  linkSelected: 'The link is selected: copy it with your keys.',
  close: 'Close',

  toDark: 'Switch to dark colours',
  toLight: 'Switch to light colours',
  offline: 'You are offline. What you see stays; new searches work again when the connection is back.',

  forYou: 'For you',
  forYouHint: 'By what you have liked here.',
  like: name => `Like ${name}`,
  tasteKept: 'What you like is kept under a random number of this browser.',
  forgetMe: 'Forget me',
  forgotten: 'Everything about what you like has been forgotten, and your recent searches with it.',
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
  range: ({ gte, lte }) => gte === undefined ? `up to ${amount.format(lte)}` : lte === undefined ? `from ${amount.format(gte)}` : `${amount.format(gte)} to ${amount.format(lte)}`,
  rangeFrom: field => `${field}, from`,
  rangeTo: field => `${field}, up to`,
  removeFilter: (field, value) => `Remove the filter ${field}: ${value}`,
  clearFilters: 'Clear filters',
  moreValues: count => `${format.count(count)} more`,
  fewerValues: 'Fewer',

  resultsTitles: { match: 'Best matches first', looks: 'Most similar first', variety: 'A varied choice' },
  resultsTitleByWords: 'Found by your words',
  resultsHint: 'Choose one to see more like it, or steer with + and −.',
  resultsHintByWords: 'Choose a product to see more like it.',
  resultsTitleNamed: name => `More like ${name}`,
  resultsFound: (count, best) => `${plural(count, similarProducts)} found. The best match is ${best} similar.`,
  numberOfResults: 'Number of results',
  similar: percent => `${percent} similar`,
  cosineTooltip: value => `Cosine similarity ${value} of 1`,
  noPicture: 'No picture',

  answer: ({ items, time, exact }) => `${plural(items, products)} searched in ${time}, ${exact ? 'exact' : 'approximate'}`,
  answerEmbedding: time => `picture read in ${time}`,
  answerTuned: likes => `tuned to ${plural(likes, { one: 'like', other: 'likes' })} of yours`,
  answerBehind: 'newest changes may be missing',
  answerModel: model => `model ${model}`,

  partialTitle: 'A part of the shop did not answer.',
  partialDetail: (searched, items) => `${format.count(searched)} of ${plural(items, products)} were searched. Better matches may be among the rest.`,
  partialShards: (answered, shards) => `${format.count(answered)} of ${format.count(shards)} shards answered.`,
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
    rate_limited: 'That was a lot at once',
    key_missing: 'This shop is not open to everybody',
    key_unknown: 'This shop is not open to everybody',
    key_role: 'This shop is not open to everybody',
    unknown_filter_field: 'This filter is not known here',
    invalid_filter: 'This filter cannot be used',
    unreachable: 'The server cannot be reached',
    timeout: 'This took too long',
    other: 'That did not work',
  },
  unreachable: 'Check your connection, or whether the server is running, then try again.',
  timeout: 'The server did not answer in time. Try again in a moment.',
  unexpectedReply: status => `The server gave an answer that this page does not understand (status ${status}). Try again in a moment.`,
  tryAgain: 'Try again',
  errorCode: code => `Code: ${code}`,

  noticeNotAPicture: 'That was not a picture file. Drop or paste a picture, or the address of one that begins with https://.',
  noticeOnlyFirst: 'Several files were given: the first one is used.',
  noticeTooLarge: 'This file is too large to send and the browser cannot make it smaller. Choose a JPEG or PNG picture.',
  noticePictureGone: 'The picture of that search is no longer kept in this browser. Choose it again.',

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
