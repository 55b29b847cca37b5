/** Path of a program below the address of the API. */
export function programPath(program: string): string {
  return `/programs/${encodeURIComponent(program)}`;
}
