/** A value that JSON can hold exactly. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/**
 * JSON with object members sorted by name (UTF-16 order) and no white space, so that equal values have equal texts;
 * members that are undefined are left out. Throws RangeError on a number that is not finite.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return stringJson(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form.`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return isList(value) ? `[${value.map(canonicalJson).join(',')}]` : objectJson(value);
}

/** What JSON writes as it is. Nearly every text of a program is of this kind. */
const PLAIN = /^[ !#-[\]-~]*$/;

function stringJson(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function objectJson(value: { readonly [name: string]: JsonValue | undefined }): string {
  let text = '{';
  let isFirst = true;
  for (const { name, start } of membersInOrder(Object.keys(value))) {
    const member = value[name];
    if (member === undefined) continue;
    if (!isFirst) text += ',';
    isFirst = false;
    text += start;
    text += canonicalJson(member);
  }
  return `${text}}`;
}

interface Member {
  readonly name: string;
  /** The name as JSON and the colon. */
  readonly start: string;
}

const noMembers: readonly Member[] = [];

/** The names asked for last and their order: objects that are written one after the other mostly have the same ones. */
let last: { readonly names: readonly string[]; readonly members: readonly Member[] } = { names: [], members: [] };

function membersInOrder(names: readonly string[]): readonly Member[] {
  if (names.length === 0) return noMembers;
  if (!areSame(names, last.names)) {
    const members = names.toSorted().map((name) => ({ name, start: `${JSON.stringify(name)}:` }));
    last = { names, members };
  }
  return last.members;
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
