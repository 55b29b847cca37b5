/** The query of an address with another value; null or "": without it. What else it says stays. */
export function withParameter(query: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(query);
  if (value === null || value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
