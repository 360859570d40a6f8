import { read, readKeys, remove, write } from './store.js';

/** Prepares the shopper's picture for the journey to the server, and keeps it for "back", for a reload and for the recent searches. */
const longestSide = 1024;
const sendAsIs = 1_000_000;
const sendAtMost = 16_000_000;
const kept = new Map();

/**
 * Makes a large picture small before it travels: longest side 1,024 pixels, upright (the camera's orientation mark is
 * applied while decoding), transparency on white. What the browser cannot decode goes as it is: the server reads more formats and
 * says best what is wrong with a file. Returns null when such a file is too large to be sent.
 */
export async function preparePicture(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return file.size <= sendAtMost ? file : null;
  }
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= sendAsIs) {
    bitmap.close();
    return file;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const small = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  return small ?? file;
}

/** Keeps a picture under a new key, in this browser alone; `tidyPictures` says which are let go. */
export function keepPicture(picture) {
  const key = `${Date.now().toString(36)}${kept.size}`;
  kept.set(key, { picture, url: URL.createObjectURL(picture) });
  write('pictures', key, picture);
  return key;
}

/** The picture kept under the key and an address to show it by, or null when this browser no longer has it. */
export async function recallPicture(key) {
  if (!kept.has(key)) {
    const stored = await read('pictures', key);
    if (!stored) return null;
    kept.set(key, { picture: stored, url: URL.createObjectURL(stored) });
  }
  return kept.get(key);
}

/** Removes all kept pictures but those with these keys; the tab itself keeps what it has shown. */
export async function tidyPictures(keys) {
  for (const key of await readKeys('pictures')) {
    if (!keys.includes(key)) remove('pictures', key);
  }
}
