import { hasCameraPreview, openCamera } from './camera.js';
import { onCatalogChosen } from './catalog-picker.js';
import { listenForConnection } from './connection.js';
import { byId } from './dom.js';
import { listenForPictures, pictureAddressIn } from './dropzone.js';
import { currentPlace, go, show } from './flow.js';
import { enterEntry, rememberPlace, replaceView } from './history.js';
import { notify } from './notice.js';
import { keepPicture, preparePicture } from './pictures.js';
import { hideRecents } from './recents-row.js';
import { recordView } from './shopper.js';
import { addressView, homeView, likeView, pictureView, readView, withWords } from './state.js';
import { fillStrings, strings } from './strings.js';
import { forget, showTaste } from './taste.js';
import { listenForTheme } from './theme.js';

/** Starts the page: listens for what the shopper does, and shows the view of the address. */
let pictureTurn = 0;

async function searchWith(file) {
  const turn = ++pictureTurn;
  const picture = await preparePicture(file);
  if (turn !== pictureTurn) return;
  if (picture) go.navigate(pictureView(go.view, keepPicture(picture)));
  else notify(strings.noticeTooLarge);
}

const searchWithAddress = url => go.navigate(addressView(go.view, url));

function searchWithWords(text) {
  const url = pictureAddressIn(text);
  if (url) {
    searchWithAddress(url);
    return;
  }
  const next = withWords(go.view, text);
  if (next.query.kind === go.view.query.kind && next.query.kind !== 'words') go.refine(next);
  else go.navigate(next);
}

function follow(event) {
  const link = event.target.closest('a[data-id]');
  if (!link || !isPlainClick(event)) return;
  event.preventDefault();
  recordView(go.view.catalog, link.dataset.id);
  go.navigate(likeView(go.view, link.dataset.id));
}

function listen() {
  const camera = byId('take-photo');
  camera.classList.toggle('touch-only', !hasCameraPreview());
  listenForPictures({ onFile: searchWith, onAddress: searchWithAddress, onNotice: notify, onCamera: () => openCamera(searchWith) });
  onCatalogChosen(catalog => go.navigate(homeView(catalog)));
  byId('home-link').addEventListener('click', event => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    go.startOver();
  });
  for (const grid of [byId('grid'), byId('shelf-grid')]) grid.addEventListener('click', follow);
  byId('words-form').addEventListener('submit', event => {
    event.preventDefault();
    searchWithWords(byId('words').value.trim());
  });
  byId('forget-me').addEventListener('click', () => forget(hideRecents));
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
listenForTheme();
document.body.dataset.state = 'ready';
history.scrollRestoration = 'manual';
byId('filters').open = matchMedia('(min-width: 60rem)').matches;
listen();
listenForConnection(go);
showTaste();
const first = readView();
replaceView(first);
show(first);
