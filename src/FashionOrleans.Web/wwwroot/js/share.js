import { button, element } from './dom.js';
import { dialog } from './dialog.js';
import { productName } from './product.js';
import { addressOf, likeView } from './state.js';
import { strings } from './strings.js';

/**
 * Offers a link that holds the whole question. A picture of the shopper's own cannot be in one: the link then leads to the product that comes nearest,
 * and the words say so.
 */
export function openShare(search, reply) {
  const isOwnPicture = search.query.kind === 'picture';
  const nearest = isOwnPicture && reply?.results[0];
  const shared = nearest ? { ...likeView(search, nearest.id), also: search.also, unlike: search.unlike, text: search.text } : search;
  const link = new URL(addressOf(shared), location.href).href;
  const note = !isOwnPicture ? strings.shareDetail : nearest ? strings.shareNearest(productName(nearest)) : strings.shareNothing;
  const field = element('input', { class: 'words-field', id: 'share-link', type: 'text', readonly: true, value: link, 'aria-label': strings.shareLink, on: { focus: () => field.select() } });
  const said = element('p', { class: 'dialog-said', role: 'status' });
  const canSend = typeof navigator.share === 'function' && matchMedia('(pointer: coarse)').matches;
  dialog({
    title: strings.shareTitle,
    body: [element('p', { class: 'dialog-detail' }, note), isOwnPicture && !nearest ? null : field, said],
    actions: isOwnPicture && !nearest ? [] : [
      button(strings.copyLink, { icon: 'copy', primary: true, id: 'copy-link' }, copy),
      canSend && button(strings.sendLink, { icon: 'share' }, () => navigator.share({ title: document.title, url: link }).catch(() => {})),
    ],
  });

  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = strings.linkCopied;
    } catch {
      // Only secure pages may write to the clipboard: the link is selected, for the shopper's own keys.
      field.focus();
      said.textContent = strings.linkSelected;
    }
  }
}
