/** What a text of JSON stands for; undefined when it is none, as from a proxy that answers in its own words. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
