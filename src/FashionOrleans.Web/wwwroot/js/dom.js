const svgNamespace = 'http://www.w3.org/2000/svg';
const sprite = new URL('../icons/sprite.svg', import.meta.url).pathname;

/** The element with this id; the page's markup is fixed, so a missing one is a mistake of ours. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found;
}

/**
 * Builds an element. Strings become text nodes, never markup, so catalogue data cannot inject anything.
 * `attributes` takes plain attributes, `class`, `data` (an object for the dataset) and `on` (event listeners);
 * an attribute of `undefined`, `null` or `false` is left out.
 */
export function element(tag, { data, on, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  Object.assign(node.dataset, data);
  for (const [type, listener] of Object.entries(on ?? {})) node.addEventListener(type, listener);
  node.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false));
  return node;
}

/** A decorative icon of the sprite; what it stands for must be said in words beside it. */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svgNamespace, 'use');
  use.setAttribute('href', `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

export function button(text, { icon: iconName, primary = false, ...attributes } = {}, onClick) {
  return element('button', { type: 'button', class: primary ? 'button button-primary' : 'button', on: { click: onClick }, ...attributes },
    iconName && icon(iconName), element('span', {}, text));
}

/** A button of which only the icon is seen; `label` is its name for everybody. */
export function iconButton(label, iconName, attributes, onClick) {
  return element('button', { type: 'button', 'aria-label': label, title: label, on: { click: onClick }, ...attributes }, icon(iconName));
}

/** Shows the children in the container, or hides it when there are none. */
export function fill(container, ...children) {
  const present = children.flat().filter(Boolean);
  container.replaceChildren(...present);
  container.hidden = present.length === 0;
}
