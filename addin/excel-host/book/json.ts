/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export type JsonRecord = Readonly<Record<string, Json | undefined>>;

/** A text, number or truth value as text; anything larger as JSON. */
export function jsonText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}

/** The record with every text in it, at any depth, replaced by what `map` makes of it; the same record where nothing changed. */
export function mapTexts(record: JsonRecord, map: (text: string) => string): JsonRecord {
  let isChanged = false;
  const mapped = Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const after = value === undefined ? undefined : mapText(value, map);
      if (after !== value) isChanged = true;
      return [key, after] as const;
    }),
  );
  return isChanged ? mapped : record;
}

function mapText(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  return isRecord(value) ? mapTexts(value, map) : value;
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
