import { area, between, contains, moved, resized, same, toCrop, whole } from './boxes.js';
import { element } from './dom.js';
import { strings } from './strings.js';

/**
 * The shopper's picture with a box around what is searched with: drawn, moved and resized by mouse, finger or keys. The server's proposals
 * are faint outlines; a tap inside one takes it, and a further tap the next larger one there. `onChange` gets the crop (null for the whole picture) when
 * the box is let go.
 */
const tapSlack = 6;
const step = 0.02;
const corners = ['nw', 'ne', 'sw', 'se'];
const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function cropEditor(url, { crop, onChange, onShown, onBroken }) {
  let box = crop ?? whole;
  let settled = box;
  let proposals = [];
  let drag = null;

  const picture = element('img', { src: url, alt: strings.yourPictureAlt, draggable: 'false', decoding: 'async' });
  const outlines = element('div', { class: 'crop-outlines' });
  const frame = element('div', { class: 'crop-box', tabindex: '0', role: 'application', 'aria-label': strings.cropBox },
    corners.map(corner => element('span', { class: `crop-handle crop-handle-${corner}`, 'aria-hidden': 'true', data: { edges: corner } })));
  const stage = element('div', { class: 'crop-stage' }, picture, frame, outlines);
  const reset = element('button', { type: 'button', class: 'link-button', on: { click: () => choose(whole) } }, strings.wholePicture);
  const node = element('div', { class: 'crop' }, stage,
    element('p', { class: 'crop-hint' }, element('span', {}, strings.cropHint), reset));

  picture.addEventListener('load', () => {
    stage.style.setProperty('--ratio', picture.naturalWidth / picture.naturalHeight);
    onShown();
  });
  picture.addEventListener('error', onBroken);
  stage.addEventListener('pointerdown', begin);
  stage.addEventListener('pointermove', follow);
  stage.addEventListener('pointerup', end);
  stage.addEventListener('pointercancel', cancel);
  frame.addEventListener('keydown', onKey);
  frame.addEventListener('keyup', event => {
    if (directions[event.key]) commit();
  });
  draw();
  return { node, show, propose };

  /** Shows a crop that was chosen elsewhere: by "back", or by another view. */
  function show(next) {
    box = settled = next ?? whole;
    draw();
  }

  function propose(boxes) {
    proposals = boxes;
    outlines.replaceChildren(...boxes.map((proposal, index) => {
      const outline = element('button', {
        type: 'button', class: 'crop-outline', 'aria-label': strings.cropProposal(proposal.label, index + 1, boxes.length), on: { click: () => choose(proposal) },
      });
      place(outline, proposal);
      return outline;
    }));
    draw();
  }

  function begin(event) {
    if (event.button !== 0) return;
    const from = pointOf(event);
    const edges = event.target.dataset?.edges;
    const kind = edges ? 'resize' : toCrop(box) !== null && contains(box, from) ? 'move' : 'draw';
    drag = { id: event.pointerId, kind, edges, from, before: box, x: event.clientX, y: event.clientY, moving: false };
    // A press on the picture is no wish to select or drag it; the keys go on where the pointer ended.
    event.preventDefault();
    frame.focus({ preventScroll: true, focusVisible: false });
  }

  function follow(event) {
    if (event.pointerId !== drag?.id) return;
    if (!drag.moving) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < tapSlack) return;
      drag.moving = true;
      stage.setPointerCapture(drag.id);
    }
    const to = pointOf(event);
    const [dx, dy] = [to.x - drag.from.x, to.y - drag.from.y];
    box = drag.kind === 'draw' ? between(drag.from, to)
      : drag.kind === 'move' ? moved(drag.before, dx, dy) : resized(drag.before, drag.edges, dx, dy);
    draw();
  }

  function end(event) {
    if (event.pointerId !== drag?.id) return;
    const { moving, from } = drag;
    drag = null;
    if (moving) commit();
    else tap(from);
  }

  function cancel(event) {
    if (event.pointerId !== drag?.id) return;
    box = drag.before;
    drag = null;
    draw();
  }

  function tap(point) {
    const here = proposals.filter(proposal => contains(proposal, point)).sort((a, b) => area(a) - area(b));
    const chosen = here.findIndex(proposal => same(proposal, box));
    if (here.length > 0) choose(here[(chosen + 1) % here.length]);
  }

  function onKey(event) {
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    const [dx, dy] = direction.map(sign => sign * step);
    box = event.shiftKey ? resized(box, 'es', dx, dy) : moved(box, dx, dy);
    draw();
  }

  function choose({ x, y, width, height }) {
    box = { x, y, width, height };
    commit();
  }

  function commit() {
    const next = toCrop(box);
    box = next ?? whole;
    const changed = !same(box, settled);
    settled = box;
    draw();
    if (changed) onChange(next);
  }

  function draw() {
    place(frame, box);
    frame.setAttribute('aria-description', strings.cropPlace(box));
    const isWhole = toCrop(box) === null;
    stage.classList.toggle('crop-stage-whole', isWhole);
    reset.hidden = isWhole;
    for (const [index, outline] of [...outlines.children].entries()) outline.hidden = same(proposals[index], box);
  }

  function pointOf(event) {
    const { left, top, width, height } = stage.getBoundingClientRect();
    const within = value => Math.min(Math.max(value, 0), 1);
    return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) };
  }
}

function place(node, { x, y, width, height }) {
  const percent = value => `${value * 100}%`;
  Object.assign(node.style, { left: percent(x), top: percent(y), width: percent(width), height: percent(height) });
}
