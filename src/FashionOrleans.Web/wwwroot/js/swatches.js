/** Colour words of fashion catalogues that are no CSS colour names. */
const fashionColours = {
  bronze: '#a97142', burgundy: '#6d1a36', camel: '#c19a6b', charcoal: '#3b3f45', coffeebrown: '#4b3621', copper: '#b87333', cream: '#fffdd0',
  fluorescentgreen: '#5dff3b', greymelange: '#a8a9ad', khaki: '#b5a642', limegreen: '#8bd41f', metallic: '#b0b3b8', mauve: '#b784a7',
  mushroombrown: '#a39081', mustard: '#d9a520', navyblue: '#1b2a55', nude: '#e3bc9a', offwhite: '#f7f4ea', peach: '#ffcba4', rose: '#e8899b',
  rust: '#b7410e', seagreen: '#2e8b57', skin: '#e8b894', steel: '#8d99a6', taupe: '#8b7d72', turquoiseblue: '#17b3c7', denim: '#3a5f8a',
};

/** The CSS colour that a colour word stands for, or null when it is none ("Multi"). */
export function swatchOf(word) {
  const name = word.toLowerCase().replace(/[^a-z]/g, '');
  if (name in fashionColours) return fashionColours[name];
  return name !== 'transparent' && CSS.supports('color', name) && !['inherit', 'initial', 'unset', 'revert'].includes(name) ? name : null;
}

export const isColourField = field => /colou?r/i.test(field);
