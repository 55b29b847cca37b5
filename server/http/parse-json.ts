/** The value, or null for what is no JSON: a validator says so then. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
