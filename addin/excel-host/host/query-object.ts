import { notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { Json } from '../book/json.ts';
import type { WireQuery } from './wire.ts';

/** Answers a load: the wanted properties by their wire names, collections as `_Items`. */
export function queryObject(object: HostObject, query: WireQuery | undefined): Json {
  const paths = [...(query?.Select ?? []), ...(query?.Expand ?? [])].map((path) => path.split('/'));
  return answer(object, paths, query);
}

type Paths = readonly (readonly string[])[];

function answer(object: HostObject, paths: Paths, query?: WireQuery): Json {
  return object.isCollection ? collectionAnswer(object, paths, query) : objectAnswer(object, paths);
}

/** Names that ask for the object alone: `load('no-properties-needed')`, `load('items/$none')`. */
const NOTHING: ReadonlySet<string> = new Set(['no-properties-needed', '$none']);

function objectAnswer(object: HostObject, asked: Paths): Json {
  const out: Record<string, Json> = { ...object.identity() };
  const paths = asked.filter(([head = '']) => !NOTHING.has(head.toLowerCase()));
  if (paths.length === 0 && asked.length > 0) return out;
  if (paths.length === 0) {
    for (const name of object.propertyNames) out[name] = object.read(name);
    return out;
  }
  for (const [head, rests] of byHead(paths)) {
    if (head === '*') for (const name of object.propertyNames) out[name] = object.read(name);
    else if (object.hasChild(head)) {
      const child = object.child(head);
      out[head] = child === null ? null : answer(child, rests);
    } else out[head] = object.read(head);
  }
  return out;
}

/** Names on a collection are names on its items, with or without `items/` in front. */
function collectionAnswer(object: HostObject, paths: Paths, query?: WireQuery): Json {
  const out: Record<string, Json> = {};
  const onItems: (readonly string[])[] = [];
  let wantsItems = paths.length === 0;
  for (const path of paths) {
    const [head = '', ...rest] = path;
    if (head.toLowerCase() === 'items') {
      wantsItems = true;
      if (rest.length > 0) onItems.push(rest);
    } else if (head.toLowerCase() === 'count' && object.hasProperty('Count')) out['Count'] = object.read('Count');
    else {
      wantsItems = true;
      onItems.push(path);
    }
  }
  if (!wantsItems) return out;
  const first = query?.Skip ?? 0;
  const items = object.items().slice(first, query?.Top === undefined ? undefined : first + query.Top);
  out['_Items'] = items.map((item) => objectAnswer(item, onItems));
  return out;
}

function byHead(paths: Paths): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const [first = '', ...rest] of paths) {
    if (first === '') throw notImplemented('a load without a name');
    const head = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
    const rests = groups.get(head) ?? [];
    if (rest.length > 0) rests.push(rest);
    groups.set(head, rests);
  }
  return groups;
}

/** The same answer with the names `retrieve` expects: camelCase, `items`. */
export function toRetrieved(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === '_Items') return ['items', Array.isArray(inner) ? inner.map(toRetrieved) : []];
      if (key.startsWith('_')) return [key, inner];
      const isNested = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
      return [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, isNested ? toRetrieved(inner) : inner];
    }),
  );
}
