import fc from 'fast-check';
import { hostileNames, hostileText } from './hostile.ts';

/** The part of JSON Schema that the API's description uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly example?: unknown;
}

/** What makes texts of schemas meet the plan: values by the name of the field they stand in. */
export interface Words {
  readonly values: (name: string) => readonly (string | number)[];
  /** Names that the members of a dictionary may have, by the dictionary's own name. */
  readonly names: (name: string) => readonly string[];
  readonly resolve: (reference: string) => Schema;
}

/** Deeper, every value is null: no request goes so deep. */
const DEEPEST = 7;

/** JSON texts of a schema: most fit, one value in some sixty does not. */
export function textOf(schema: Schema, words: Words, name = '', depth = 0): fc.Arbitrary<string> {
  const fitting = fittingText(schema, words, name, depth);
  return fc.oneof({ weight: 60, arbitrary: fitting }, { weight: 1, arbitrary: hostileText });
}

function fittingText(schema: Schema, words: Words, name: string, depth: number): fc.Arbitrary<string> {
  if (depth > DEEPEST) return fc.constant('null');
  if (schema.$ref !== undefined) return fittingText(words.resolve(schema.$ref), words, name, depth);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.map((value) => JSON.stringify(value)));
  if (schema.const !== undefined) return fc.constant(JSON.stringify(schema.const));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => textOf(choice, words, name, depth)));
  if (schema.allOf !== undefined) return textOf(merged(schema.allOf, words), words, name, depth);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length > 1) return fc.oneof(...types.map((type) => fittingText({ ...schema, type }, words, name, depth)));
  switch (types[0]) {
    case 'object':
      return objectText(schema, words, name, depth);
    case 'array':
      return arrayText(schema, words, name, depth);
    case 'string':
      return stringOf(schema, words.values(name)).map((text) => JSON.stringify(text));
    case 'integer':
    case 'number':
      return numberOf(schema, words.values(name)).map(String);
    case 'boolean':
      return fc.constantFrom('true', 'false');
    case 'null':
      return fc.constant('null');
    default:
      return fc.oneof(
        hostileText,
        stringOf({}, words.values(name)).map((text) => JSON.stringify(text)),
      );
  }
}

function merged(parts: readonly Schema[], words: Words): Schema {
  const whole = parts.map((part) => (part.$ref === undefined ? part : words.resolve(part.$ref)));
  return {
    type: 'object',
    properties: Object.assign({}, ...whole.map(({ properties }) => properties ?? {})),
    required: whole.flatMap(({ required }) => required ?? []),
  };
}

function objectText(schema: Schema, words: Words, name: string, depth: number): fc.Arbitrary<string> {
  const members = Object.entries(schema.properties ?? {}).map(([key, member]) => {
    const isRequired = schema.required?.includes(key) === true;
    const entry = textOf(member, words, key, depth + 1).map((text) => `${JSON.stringify(key)}:${text}`);
    return fc.oneof({ weight: isRequired ? 40 : 1, arbitrary: entry }, { weight: 1, arbitrary: fc.constant('') });
  });
  const { additionalProperties } = schema;
  const further =
    typeof additionalProperties === 'object'
      ? fc.array(
          fc
            .tuple(
              fc.constantFrom(...words.names(name), ...words.names(name), ...hostileNames),
              textOf(additionalProperties, words, name, depth + 1),
            )
            .map(([key, text]) => `${JSON.stringify(key)}:${text}`),
          { maxLength: 3 },
        )
      : fc.oneof(
          { weight: 20, arbitrary: fc.constant<string[]>([]) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(...hostileNames).map((key) => [`${JSON.stringify(key)}:{"polluted":1}`]),
          },
        );
  return fc
    .tuple(fc.tuple(...members), further)
    .map(([own, more]) => `{${[...own, ...more].filter((entry) => entry !== '').join(',')}}`);
}

function arrayText(schema: Schema, words: Words, name: string, depth: number): fc.Arbitrary<string> {
  if (schema.prefixItems !== undefined) {
    return fc
      .tuple(...schema.prefixItems.map((item) => textOf(item, words, name, depth + 1)))
      .map((items) => `[${items.join(',')}]`);
  }
  const item = textOf(typeof schema.items === 'object' ? schema.items : {}, words, name, depth + 1);
  return fc.oneof(
    { weight: 20, arbitrary: fc.array(item, { maxLength: 3 }).map((items) => `[${items.join(',')}]`) },
    // The same thing very often.
    { weight: 1, arbitrary: item.map((text) => `[${Array.from({ length: 400 }, () => text).join(',')}]`) },
  );
}

/** Texts that a schema takes, and some that are just too short or too long for it. */
export function stringOf(schema: Schema, known: readonly (string | number)[]): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 40, pattern, example } = schema;
  const texts = [...known.map(String), ...(typeof example === 'string' ? [example] : [])];
  const edges = [Math.max(0, minLength - 1), minLength, maxLength, maxLength + 1].map((size) =>
    'x'.repeat(Math.min(size, 40_000)),
  );
  return fc.oneof(
    ...(texts.length === 0 ? [] : [{ weight: 30, arbitrary: fc.constantFrom(...texts) }]),
    ...(pattern === undefined ? [] : [{ weight: 20, arbitrary: matching(pattern) }]),
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 20) }) },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
  );
}

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    // What fast-check cannot make, such as looking ahead.
    return fc.string({ maxLength: 12 });
  }
}

function numberOf(schema: Schema, known: readonly (string | number)[]): fc.Arbitrary<number> {
  const { minimum = -1_000_000, maximum = 1_000_000 } = schema;
  const numbers = known.filter((value) => typeof value === 'number');
  return fc.oneof(
    ...(numbers.length === 0 ? [] : [{ weight: 20, arbitrary: fc.constantFrom(...numbers) }]),
    { weight: 8, arbitrary: fc.integer({ min: Math.ceil(minimum), max: Math.min(Math.floor(maximum), 2 ** 53 - 1) }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, minimum - 1, maximum, maximum + 1, 0.5, 2 ** 53) },
  );
}
