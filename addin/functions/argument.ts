/** One value as Excel hands it to a function; null or undefined: left out, or a blank cell. */
export type Argument = string | number | boolean | null | undefined;

/** Nothing to ask by: left out, or a blank cell. */
export function isBlank(value: Argument): value is null | undefined | '' {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
