import { invalidArgument } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import type { Json } from '../book/json.ts';

/** What an object among the arguments must tell. */
export interface ArgumentObject {
  readonly range: LiveRange | undefined;
  read(name: string): Json;
}

/** The arguments of one call. Objects among them arrive as the objects they name. */
export class Arguments {
  readonly #values: readonly Json[];
  readonly #objects: readonly (readonly ArgumentObject[])[];
  readonly #read = new Set<number>();

  /** `objects`: for each argument the objects in it; none for a plain value. */
  constructor(values: readonly Json[], objects: readonly (readonly ArgumentObject[])[]) {
    this.#values = values;
    this.#objects = objects;
  }

  json(index: number): Json {
    this.#read.add(index);
    return this.#values[index] ?? null;
  }

  object(index: number): ArgumentObject | undefined {
    return this.objects(index)[0];
  }

  /** The objects of an argument that is a list of them. */
  objects(index: number): readonly ArgumentObject[] {
    this.#read.add(index);
    return this.#objects[index] ?? [];
  }

  /** The places of arguments that were given and that nobody has looked at: what they ask for is not done. */
  unread(): number[] {
    return [...this.#values.keys()].filter((index) => !this.#read.has(index) && (this.#values[index] ?? null) !== null);
  }

  /** Says that an argument, whatever it is, makes no difference in this host. */
  makesNoDifference(index: number): void {
    this.#read.add(index);
  }

  /** A range given as an object; undefined where the argument is something else. */
  range(index: number): LiveRange | undefined {
    return this.object(index)?.range;
  }

  text(index: number): string | undefined {
    const value = this.json(index);
    return typeof value === 'string' ? value : undefined;
  }

  requiredText(index: number, name: string): string {
    const value = this.text(index);
    if (value === undefined) throw invalidArgument(`The argument ${name} must be a text.`);
    return value;
  }

  number(index: number, otherwise: number): number {
    const value = this.json(index);
    if (value === null) return otherwise;
    if (typeof value !== 'number') throw invalidArgument(`Argument ${index + 1} must be a number.`);
    return value;
  }

  /** A truth value; false where it is left out. */
  isTrue(index: number): boolean {
    const value = this.json(index);
    return value !== null && flagOf(value);
  }

  /** One of the words Excel knows for an argument; `otherwise` where it is left out. */
  word<Word extends string>(index: number, name: string, words: readonly Word[], otherwise?: Word): Word {
    const value = this.json(index) ?? otherwise;
    return wordOf(value ?? null, name, words);
  }
}

export function flagOf(value: Json): boolean {
  if (typeof value !== 'boolean') throw invalidArgument('A truth value was expected.');
  return value;
}

export function wordOf<Word extends string>(value: Json, name: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) throw invalidArgument(`${name} is one of ${words.join(', ')}.`);
  return word;
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The given fields of a record that this host does not know: what they ask for would be left out without a word. */
export function unknownFields(record: Readonly<Record<string, Json>>, known: readonly string[]): string[] {
  return Object.entries(record).flatMap(([key, value]) => (value === null || known.includes(key) ? [] : [key]));
}

export function asRecord(value: Json | undefined): Record<string, Json> {
  if (typeof value !== 'object' || value === null || isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inner ?? null]));
}
