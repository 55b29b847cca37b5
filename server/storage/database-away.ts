import { isOutdatedStatement } from './named-statements.ts';

/**
 * What PostgreSQL and poolers say while the database cannot be used for the moment: its classes of connection and of operator
 * intervention, and a standby that has not been promoted yet. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY_STATES = /^(08|57P0[1-5]|53300|25006)/;
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
/** The driver gives no code to a connection that ended under a query. */
const BROKEN =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * True when a query failed because its database was not there: restarted, failed over, or its pooler was; or because its tables have
 * just been changed by an upgrade. The same query succeeds later.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  if (!(error instanceof Error)) return false;
  if (isOutdatedStatement(error)) return true;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && (AWAY_STATES.test(code) || AWAY_CODES.has(code))) return true;
  return BROKEN.test(error.message);
}

/** True when PostgreSQL lets the server in no more: its password or role has been turned over, and `DATABASE_URL` names the old one. */
export function isShutOut(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isShutOut);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('28');
}
