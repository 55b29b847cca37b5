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

  /** `objects`: for each argument the objects in it; none for a plain value. */
  constructor(values: readonly Json[], objects: readonly (readonly ArgumentObject[])[]) {
    this.#values = values;
    this.#objects = objects;
  }

  json(index: number): Json {
    return this.#values[index] ?? null;
  }

  object(index: number): ArgumentObject | undefined {
    return this.#objects[index]?.[0];
  }

  /** The objects of an argument that is a list of them. */
  objects(index: number): readonly ArgumentObject[] {
    return this.#objects[index] ?? [];
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

  isTrue(index: number): boolean {
    return this.json(index) === true;
  }
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function asRecord(value: Json | undefined): Record<string, Json> {
  if (typeof value !== 'object' || value === null || isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inner ?? null]));
}
