/** The moment that is asked for; what is null is left for the server to say. */
export function timeOf(at: number | null, asOf: string | null): { readonly at?: number; readonly asOf?: string } {
  return { ...(at === null ? {} : { at }), ...(asOf === null ? {} : { asOf }) };
}
