/** Boxes in a picture: `{ x, y, width, height }` in fractions of its sides. Nothing here knows of elements or events. */
const least = 0.06;
const nearlyAll = 0.98;

export const whole = Object.freeze({ x: 0, y: 0, width: 1, height: 1 });

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** The box between two points, in whichever direction it was drawn. */
export function between(from, to) {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return inside({ x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) });
}

/** The box moved, as far as the picture goes. */
export function moved(box, dx, dy) {
  return { ...box, x: clamp(box.x + dx, 0, 1 - box.width), y: clamp(box.y + dy, 0, 1 - box.height) };
}

/** The box with some of its edges moved; `edges` holds any of the letters n, e, s and w. */
export function resized(box, edges, dx, dy) {
  let { x: left, y: top } = box;
  let [right, bottom] = [left + box.width, top + box.height];
  if (edges.includes('w')) left = clamp(left + dx, 0, right - least);
  if (edges.includes('e')) right = clamp(right + dx, left + least, 1);
  if (edges.includes('n')) top = clamp(top + dy, 0, bottom - least);
  if (edges.includes('s')) bottom = clamp(bottom + dy, top + least, 1);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function contains(box, { x, y }) {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

export const area = box => box.width * box.height;

/** The box as the server takes it, or null when it is as good as the whole picture. */
export function toCrop(box) {
  if (box.width >= nearlyAll && box.height >= nearlyAll) return null;
  const digits = value => Math.round(value * 1e4) / 1e4;
  const [x, y] = [digits(box.x), digits(box.y)];
  return { x, y, width: digits(Math.min(box.width, 1 - x)), height: digits(Math.min(box.height, 1 - y)) };
}

export function same(a, b) {
  return ['x', 'y', 'width', 'height'].every(side => Math.abs(a[side] - b[side]) < 0.01);
}

/** Large enough to be searched with, and inside the picture. */
function inside(box) {
  const [width, height] = [clamp(box.width, least, 1), clamp(box.height, least, 1)];
  return { x: clamp(box.x, 0, 1 - width), y: clamp(box.y, 0, 1 - height), width, height };
}
