import fc from 'fast-check';
import { formText, formType } from './form-texts.ts';
import { hostileParts } from './hostile.ts';
import { syncText, type PlanWords } from './plan-words.ts';
import { stringOf, textOf, type Schema } from './schema-texts.ts';

/** One request as it is sent; a value that can be printed and played again. */
export interface FuzzRequest {
  readonly method: string;
  /** With its query, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. */
  readonly body: string | null;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** A route as the API's description tells of it. */
export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** By content type. */
  readonly bodies: Readonly<Record<string, Schema>>;
}

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
          }
        >
      >
    >
  >;
}

/** Every route of the description. */
export function describedRoutes({ paths }: Described): DescribedRoute[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      bodies: Object.fromEntries(
        Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema ?? {}]),
      ),
    })),
  );
}

/** Requests of one route: most fit its description, some do not. */
export function requestOf(route: DescribedRoute, words: PlanWords): fc.Arbitrary<FuzzRequest> {
  const { method } = route;
  return fc
    .tuple(pathOf(route, words), queryOf(route, words), bodyOf(route, words), oddHeaders)
    .map(([path, query, { headers, body }, odd]) => ({
      method,
      path: path + query,
      headers: { ...headers, ...odd },
      body,
    }));
}

/** An encoded part of an address: most often one that the plan knows. */
function partOf({ name, schema = {} }: Parameter, words: PlanWords): fc.Arbitrary<string> {
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const known = words.values(name);
  const fitting =
    schema.enum !== undefined
      ? fc.constantFrom(...schema.enum.map((value) => encoded(String(value))))
      : isNumber && known.length === 0
        ? fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000) }).map(String)
        : stringOf(schema, known).map(encoded);
  return fc.oneof({ weight: 40, arbitrary: fitting }, { weight: 1, arbitrary: fc.constantFrom(...hostileParts) });
}

function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, ''));
}

function pathOf({ path, parameters }: DescribedRoute, words: PlanWords): fc.Arbitrary<string> {
  const parts = path.split('/').map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return fc.constant(part);
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name) ?? { name, in: 'path' };
    return name === 'program'
      ? fc.oneof(
          { weight: 40, arbitrary: fc.constantFrom(...words.values('program').map(String)) },
          { weight: 1, arbitrary: partOf(parameter, words) },
        )
      : partOf(parameter, words);
  });
  return fc.tuple(...parts).map((chosen) => chosen.join('/'));
}

function queryOf({ parameters }: DescribedRoute, words: PlanWords): fc.Arbitrary<string> {
  const asked = parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => {
      const pair = partOf(parameter, words).map((value) => `${parameter.name}=${value}`);
      return fc.oneof(
        { weight: parameter.required === true ? 60 : 1, arbitrary: pair },
        { weight: 2, arbitrary: fc.constant('') },
      );
    });
  return fc.tuple(...asked).map((pairs) => {
    const given = pairs.filter((pair) => pair !== '');
    return given.length === 0 ? '' : `?${given.join('&')}`;
  });
}

function bodyOf(
  { path, bodies }: DescribedRoute,
  words: PlanWords,
): fc.Arbitrary<Pick<FuzzRequest, 'headers' | 'body'>> {
  const [type, schema] = Object.entries(bodies)[0] ?? [];
  if (type === undefined || schema === undefined) return fc.constant({ headers: {}, body: null });
  if (type === 'multipart/form-data')
    return formText(words).map((body) => ({ headers: { 'content-type': formType }, body }));
  const text = textOf(schema, words);
  const ofPlan = path.endsWith('/sync') ? fc.oneof({ weight: 3, arbitrary: syncText(words) }, text) : text;
  const whole = fc.oneof({ weight: 30, arbitrary: ofPlan }, { weight: 1, arbitrary: torn(ofPlan) });
  return whole.map((body) => ({ headers: { 'content-type': type }, body }));
}

/** A text that ends somewhere, as when a connection breaks. */
function torn(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.nat({ max: 400 })).map(([text, end]) => text.slice(0, end));
}

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 20, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'content-encoding': 'gzip' },
      { 'content-encoding': 'br' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'multipart/form-data; boundary=' },
      { 'content-length': '99999999999' },
      { 'if-none-match': '"x", W/"\u00ff' },
      { 'idempotency-key': '"' },
      { 'accept-encoding': 'br;q=x, gzip;;' },
      { range: 'bytes=0-,5-' },
      { 'x-forwarded-for': '::, 1.1.1.1.1' },
      { host: 'evil.test:99999' },
    ),
  },
);
