/** The value, or the problem that stands in its way: what may be expected to fail travels as a value. */
export type Result<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };
