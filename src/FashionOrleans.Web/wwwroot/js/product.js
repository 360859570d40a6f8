import { format } from './strings.js';

/** Reads a product's free-form attributes the way a shopper wants them: a name, a short line of facts, a price. */
const nameFields = ['productDisplayName', 'displayName', 'name', 'title'];
const factFields = ['brand', 'articleType', 'category', 'type', 'baseColour', 'colour', 'color', 'pattern', 'material', 'gender'];
const longestFact = 28;

export const isNameField = field => nameFields.includes(field);

export function productName({ id, attributes }) {
  const field = nameFields.find(name => typeof attributes[name] === 'string' && attributes[name].trim());
  if (field) return attributes[field];
  return shortFacts({ attributes }, 2).reverse().join(' ') || id;
}

/** The few values that tell products apart at a glance; the best known fields first, then whatever the catalogue has. */
export function shortFacts({ attributes }, atMost = 3) {
  const others = Object.keys(attributes).filter(field => !isNameField(field) && !factFields.includes(field));
  return [...factFields, ...others]
    .map(field => attributes[field])
    .filter(value => typeof value === 'string' && value !== '' && value.length <= longestFact)
    .slice(0, atMost);
}

export function productPrice({ attributes }) {
  if (typeof attributes.price !== 'number') return null;
  const currency = /^[A-Z]{3}$/.test(attributes.currency) ? attributes.currency : undefined;
  return format.price(attributes.price, currency);
}

/** The product's picture at most that many pixels wide; the widths that the server offers are 160, 320, 480 and 640. */
export function pictureAddress({ imageUrl }, width) {
  return imageUrl.includes('?') ? imageUrl : `${imageUrl}?width=${width}`;
}

/** All attributes but the name, as [label, text] pairs. */
export function allFacts({ attributes }) {
  return Object.entries(attributes)
    .filter(([field, value]) => !isNameField(field) && value !== null && value !== '')
    .map(([field, value]) => [fieldLabel(field), Array.isArray(value) ? value.join(', ') : String(value)]);
}

/** `articleType` and `article_type` become "Article type". */
export function fieldLabel(field) {
  const words = field.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
