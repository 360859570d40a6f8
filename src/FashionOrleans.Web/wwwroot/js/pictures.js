/** Prepares the shopper's picture for the journey to the server, and keeps it for "back" and for a reload of the tab. */
const longestSide = 1024;
const sendAsIs = 1_000_000;
const sendAtMost = 16_000_000;
const keptInTab = 4;
const storagePrefix = 'picture:';
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

/** Keeps a picture under a new key. Only the tab's own storage is used: it goes when the tab goes. */
export function keepPicture(picture) {
  const key = `${Date.now().toString(36)}${kept.size}`;
  kept.set(key, { picture, url: URL.createObjectURL(picture) });
  storeInTab(key, picture);
  return key;
}

/** The picture kept under the key and an address to show it by, or null when the tab no longer has it. */
export function recallPicture(key) {
  if (!kept.has(key)) {
    const stored = readFromTab(key);
    if (!stored) return null;
    kept.set(key, { picture: stored, url: URL.createObjectURL(stored) });
  }
  return kept.get(key);
}

function storeInTab(key, picture) {
  const reader = new FileReader();
  reader.onload = () => {
    try {
      const old = Object.keys(sessionStorage).filter(name => name.startsWith(storagePrefix)).sort();
      for (const name of old.slice(0, Math.max(0, old.length - keptInTab + 1))) sessionStorage.removeItem(name);
      sessionStorage.setItem(storagePrefix + key, reader.result);
    } catch {
      // The tab's storage is full or switched off: the picture then lives until the page is reloaded.
    }
  };
  reader.readAsDataURL(picture);
}

function readFromTab(key) {
  try {
    const [head, base64] = sessionStorage.getItem(storagePrefix + key).split(',');
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    return new Blob([bytes], { type: head.slice('data:'.length, head.indexOf(';')) });
  } catch {
    return null;
  }
}
