/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export type JsonRecord = Readonly<Record<string, Json | undefined>>;

/** A text, number or truth value as text; anything larger as JSON. */
export function jsonText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
