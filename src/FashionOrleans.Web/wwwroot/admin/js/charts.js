const namespace = 'http://www.w3.org/2000/svg';
const width = 300;
const height = 60;

/** An empty chart; what it shows is said in words by `update`. */
export function chart(className) {
  const svg = svgElement('svg', { class: `chart ${className}`, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img' });
  return svg;
}

/** Draws lines of numbers over the same time, all from zero to the highest of them; `area` fills below the first. */
export function draw(svg, label, lines, { area = false } = {}) {
  svg.setAttribute('aria-label', label);
  const highest = Math.max(...lines.flatMap(line => line.values), 0) || 1;
  svg.replaceChildren(...lines.flatMap(({ name, values }, i) => {
    const points = values.map((value, x) => [x * width / Math.max(1, values.length - 1), height - 2 - value * (height - 6) / highest]);
    const path = points.map(([x, y], p) => `${p === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
    return [
      area && i === 0 && svgElement('path', { class: 'chart-area', d: `${path}L${width} ${height}L0 ${height}Z` }),
      svgElement('path', { class: `chart-line chart-${name}`, d: path }),
    ].filter(Boolean);
  }));
}

function svgElement(tag, attributes) {
  const node = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
