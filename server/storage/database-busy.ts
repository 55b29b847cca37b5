/**
 * Statements that were given up because others had what they needed: too long waited for or worked at, a deadlock, a snapshot that
 * others wrote past. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const GIVEN_UP = new Set(['57014', '55P03', '40P01', '40001']);

/**
 * True when a query failed because of what others did in the same database at that moment, such as somebody's push of a whole plan.
 * Its transaction has been taken back; the same request may succeed later.
 */
export function isDatabaseBusy(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (GIVEN_UP.has(code) || /^SQLITE_(?:BUSY|LOCKED)/.test(code));
}
