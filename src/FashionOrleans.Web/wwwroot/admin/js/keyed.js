/**
 * Shows one child for each entry, in their order, and keeps the child of an entry that was there before, so that what has the focus or is being read
 * stays. `create` makes a child, `update` brings it up to date.
 */
export function keyed(container, entries, keyOf, create, update) {
  const before = new Map([...container.children].map(child => [child.dataset.key, child]));
  let place = container.firstElementChild;
  for (const entry of entries) {
    const key = keyOf(entry);
    let child = before.get(key);
    before.delete(key);
    if (!child) {
      child = create(entry);
      child.dataset.key = key;
    }
    if (child === place) place = place.nextElementSibling;
    else container.insertBefore(child, place);
    update(child, entry);
  }
  for (const gone of before.values()) gone.remove();
}

/** Sets a text only where it changed, so that a selection of it is not lost. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
