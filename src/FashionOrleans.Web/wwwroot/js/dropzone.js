import { byId } from './dom.js';
import { strings } from './strings.js';

/**
 * The ways a picture comes in: chosen, photographed, pasted, or dropped anywhere on the page, as a file or as an address.
 * `onFile` gets the file, `onAddress` the address, `onNotice` a sentence when what came in is neither; `onCamera` is to show the camera's picture where
 * the system's own camera does not open.
 */
export function listenForPictures({ onFile, onAddress, onNotice, onCamera }) {
  const chooser = byId('picture-file');
  const camera = byId('camera-file');
  byId('choose-picture').addEventListener('click', () => chooser.click());
  byId('take-photo').addEventListener('click', () => {
    if (matchMedia('(pointer: coarse)').matches) camera.click();
    else onCamera();
  });
  byId('drop-zone').addEventListener('click', event => {
    if (!event.target.closest('button')) chooser.click();
  });
  for (const input of [chooser, camera]) {
    input.addEventListener('change', () => {
      accept(input.files, { onFile, onNotice });
      input.value = '';
    });
  }
  document.addEventListener('paste', event => {
    const files = event.clipboardData?.files ?? [];
    if (files.length > 0) accept(files, { onFile, onNotice });
    else if (!event.target.closest?.('input, textarea')) acceptAddress(event.clipboardData, { onAddress, onNotice });
  });
  listenForDrops({ onFile, onAddress, onNotice });
}

/** The text as the address of a picture on the web, or null when it is none. */
export function pictureAddressIn(text) {
  const line = text.trim();
  return /^https?:\/\/[^\s]+$/i.test(line) && URL.canParse(line) ? line : null;
}

export function openChooser() {
  byId('picture-file').click();
}

function accept(files, { onFile, onNotice }) {
  const pictures = [...files].filter(file => file.type === '' || file.type.startsWith('image/'));
  if (pictures.length === 0) {
    if (files.length > 0) onNotice(strings.noticeNotAPicture);
    return;
  }
  onNotice(files.length > 1 ? strings.noticeOnlyFirst : null);
  onFile(pictures[0]);
}

function acceptAddress(data, { onAddress, onNotice }) {
  const address = addressIn(data);
  onNotice(address ? null : strings.noticeNotAPicture);
  if (address) onAddress(address);
}

/** The picture itself where a page's picture was dragged or copied with its markup; else the link, or what looks like one in the text. */
function addressIn(data) {
  const markup = data?.getData('text/html');
  const picture = markup && new DOMParser().parseFromString(markup, 'text/html').querySelector('img[src]')?.getAttribute('src');
  const links = data?.getData('text/uri-list').split('\n').filter(line => !line.startsWith('#')) ?? [];
  return [picture, links[0], data?.getData('text/plain')].map(text => text && pictureAddressIn(text)).find(Boolean) ?? null;
}

function listenForDrops({ onFile, onAddress, onNotice }) {
  const overlay = byId('drop-overlay');
  let ownDrag = false;
  const isForUs = event => !ownDrag && [...event.dataTransfer.types].some(type => type === 'Files' || type === 'text/uri-list');

  // A product dragged out of the page (to another tab, say) is not a picture coming in.
  document.addEventListener('dragstart', () => { ownDrag = true; });
  document.addEventListener('dragend', () => { ownDrag = false; });

  document.addEventListener('dragover', event => {
    if (!isForUs(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    overlay.hidden = false;
  });
  document.addEventListener('dragleave', event => {
    if (event.relatedTarget === null) overlay.hidden = true;
  });
  document.addEventListener('drop', event => {
    overlay.hidden = true;
    if (!isForUs(event)) return;
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) accept(event.dataTransfer.files, { onFile, onNotice });
    else acceptAddress(event.dataTransfer, { onAddress, onNotice });
  });
}
