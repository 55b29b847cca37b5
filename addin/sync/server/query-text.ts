type Asked = string | number | boolean | null | undefined;

/** `?name=value&…` of what is given; "" when nothing is. What is null, undefined or "" is left to the server. */
export function queryText(query: Readonly<Record<string, Asked>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value != null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
