import { byId } from './dom.js';
import { strings } from './strings.js';

/**
 * The ways a picture comes in: chosen, photographed, pasted, or dropped anywhere on the page.
 * `onFile` gets the file, `onNotice` a sentence when what came in is no picture.
 */
export function listenForPictures({ onFile, onNotice }) {
  const chooser = byId('picture-file');
  const camera = byId('camera-file');
  byId('choose-picture').addEventListener('click', () => chooser.click());
  byId('take-photo').addEventListener('click', () => camera.click());
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
    else if (!event.target.closest?.('input, textarea')) onNotice(strings.noticeNotAPicture);
  });
  listenForDrops({ onFile, onNotice });
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

function listenForDrops({ onFile, onNotice }) {
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
    else onNotice(strings.noticeNotAPicture);
  });
}
