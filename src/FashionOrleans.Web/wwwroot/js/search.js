import { recommend } from './api.js';
import { knownDetails, someProduct } from './catalogs.js';
import { filterFields } from './filters.js';
import { hasExample, searchKey, withFilter } from './state.js';
import { tunedTo } from './taste.js';

/** Asks the server what a view is to show, and keeps the answers for "back". */
const answersKept = 30;
const answers = new Map();

// What agreement and diversity weigh; docs/quality.md tells what they bring.
const weights = { match: { agreement: 0.5 }, looks: {}, variety: { diversity: 0.3 } };

export async function answerTo(search, picture, signal, fromMemory) {
  const shopper = hasExample(search) ? await tunedTo(search.catalog) : undefined;
  const key = `${searchKey(search)} ${shopper ?? ''}`;
  const known = fromMemory && answers.get(key);
  if (known) return known;
  const { catalog, query, also, unlike, text, k, order, filter } = search;
  const facets = filterFields((await knownDetails(catalog))?.fields ?? []);
  const subject = query.kind === 'item' ? [{ id: query.id }] : query.kind === 'address' ? [{ imageUrl: query.url }] : [];
  const reply = await recommend(catalog, {
    picture: picture?.picture, crop: query.crop, like: [...subject, ...also.map(id => ({ id }))], unlike, filter, facets,
    k, text: text || undefined, shopper, ...(hasExample(search) && weights[order]),
  }, signal);
  answers.delete(key);
  answers.set(key, reply);
  if (answers.size > answersKept) answers.delete(answers.keys().next().value);
  return reply;
}

/**
 * Counts, for each field that is filtered, its values among the products that the other filters admit: what a further press would bring. What is counted
 * does not depend on the example, so that any product serves as one.
 */
export async function countsBeside(search, facets, signal) {
  const { catalog, filter, text } = search;
  const example = hasExample(search) ? someProduct(catalog) : undefined;
  if (hasExample(search) && !example) return facets;
  const beside = await Promise.all((facets ?? []).map(async facet => {
    if (!filter[facet.field]) return facet;
    const { filter: others } = withFilter(search, facet.field, null);
    const reply = await recommend(catalog, {
      like: example ? [{ id: example }] : [], unlike: [], filter: others, facets: [facet.field], k: 1, text: example ? undefined : text,
    }, signal).catch(() => null);
    return reply?.facets[0] ?? facet;
  }));
  return beside;
}
