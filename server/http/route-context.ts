import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Hook } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { RollUpRole } from '../../shared/protocol/roll-up-list.ts';
import { isDate } from '../../shared/tables/kinds/calendar-dates.ts';
import type { EventLoopDelay } from '../administration/event-loop.ts';
import type { JobSchedule } from '../administration/server-jobs.ts';
import type { AnchorStatus } from '../anchor/anchor-status.ts';
import type { BackupStatus } from '../backup/backup-status.ts';
import type { Mailer } from '../digest/mailer.ts';
import type { ReportsStatus } from '../close/reports-status.ts';
import type { RetentionStatus } from '../retention/retention-status.ts';
import { invalidRequest } from '../errors.ts';
import type { MemberProgram } from '../identity/memberships.ts';
import type { OpenStreams } from '../identity/open-streams.ts';
import type { PasswordThreads } from '../identity/password-threads.ts';
import type { RequestCounts } from '../limits/request-counts.ts';
import type { Provider } from '../identity/provider/provider.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ProgramPresence } from '../presence/program-presence.ts';
import type { ProgramEvents } from '../program-events.ts';
import type { PlanReader } from '../reading/plan-reader.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import type { SyncInLines } from './sync-in-lines.ts';
import { wordsOfIssue } from './request-words.ts';

export type LogLevel = 'error' | 'info' | 'debug';
/** Writes one line of the log. Fields never hold cell text, amounts or tokens. */
export type Log = (level: LogLevel, message: string, fields: Readonly<Record<string, unknown>>) => void;

/** What routes act with. */
export interface Services {
  readonly store: Store;
  readonly sync: SyncService;
  readonly events: ProgramEvents;
  readonly presence: ProgramPresence;
  readonly streams: OpenStreams;
  readonly passwordThreads: PasswordThreads;
  readonly counts: RequestCounts;
  /** Answers what reads much of a plan, in a thread of its own; absent: the app does so itself. */
  readonly reader?: PlanReader;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly version: string;
  readonly log: Log;
  readonly demo: boolean;
  /** Address people use, without a slash at its end; default: the one that was asked. */
  readonly publicUrl?: () => string;
  /** Hour of a program's day from which mails of the day are sent; default: none are. */
  readonly digestHour?: number | null;
  /** How the anchors outside the database are; absent: there are none. */
  readonly anchors?: () => AnchorStatus;
  /** How the backups are; absent: the server makes none. */
  readonly backups?: () => BackupStatus;
  /** How the taking away of what is old stands; absent: this process does not. */
  readonly retention?: () => RetentionStatus;
  /** Counts what is done, for monitoring; absent: nobody does. */
  readonly metrics?: Metrics;
  /** How the making of reports stands; absent: this process makes none. */
  readonly reports?: () => ReportsStatus;
  /** How late this process is; absent: nobody measures yet. */
  readonly eventLoop?: () => EventLoopDelay;
  /** Folder of the database; absent: it is not on this machine. */
  readonly folder?: string | undefined;
  /** How often the server does what it does by the clock; absent: it does not. */
  readonly schedule?: JobSchedule;
  /** By which way links to set a password leave; null or absent: they are shown to who gives them. */
  readonly mailer?: Mailer | null;
  /** People can sign in with e-mail and password; default: they can. */
  readonly passwords?: boolean;
  /** The district's sign-in; default: there is none. */
  readonly provider?: Provider | null;
  /** By which door uploaded workbooks come in; default: upload. */
  readonly uploadDoor?: 'upload' | 'commandLine';
}

/** What reads a plan and nothing else. */
export type ReadingServices = Pick<Services, 'store' | 'now' | 'version'>;

/** A program as the signed-in person may use it. */
export interface OpenProgram extends MemberProgram {
  readonly id: string;
}

/** A roll-up as the signed-in person may use it. */
export interface OpenRollUp {
  readonly id: string;
  readonly role: RollUpRole;
}

/**
 * What the middleware has found out before a handler runs: `source` and `sourceNetwork`, from where somebody asks (see
 * `nameSource`); `person` and their session's id below sign-in, `program` below /programs/{program}, `rollUp` below /roll-ups/{rollUp}. `isByToken`: a token for
 * reading has let them in. `syncInLines`: the body of a sync that came in lines.
 */
export interface AppEnv {
  Variables: {
    requestId: string;
    source: string;
    sourceNetwork: string;
    person: WirePerson;
    session: string;
    program: OpenProgram;
    rollUp: OpenRollUp;
    isByToken?: boolean;
    syncInLines?: SyncInLines;
  };
}

// A schema's own message comes first; this is what is said where it has none.
z.config({ customError: wordsOfIssue });

/** A wrong query, path or body is 400 with the path of the first wrong field. */
const refuseInvalid: Hook<unknown, AppEnv, string, unknown> = (result) => {
  if (result.success) return;
  const issue = result.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  throw invalidRequest(path, issue?.message ?? 'The request is not understood.');
};

/** An empty set of routes that refuses invalid requests in the house's way. */
export function newRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
}

/** Security of every route but health, sign-in and the API's own description. */
export const signedIn: { bearer: string[] }[] = [{ bearer: [] }];

export const programPath = z.object({
  program: z.string().min(1).max(100).meta({ description: 'Program id', example: 'cedar-basin' }),
});

/** A revision in a query string. */
export const queryRevision = z.coerce.number().int().min(0).meta({ description: 'Revision', example: 148 });

/** [REV8] The hash of a revision in a query string; empty: who asks knows none. */
export const queryHash = z
  .string()
  .regex(/^(?:[0-9a-f]{64})?$/, 'A hash is 64 hexadecimal digits.')
  .optional();

const MOMENT_LIMIT = 100;

/** A moment of the plan in a query string: see `namedMoment`. */
export const queryMoment = z.string().max(MOMENT_LIMIT).optional().meta({
  description: 'A revision, a day, or a baseline by its id or name; `today`: the head, today.',
  example: 'B0',
});

/** A day in a query string. */
export const queryDay = z.string().refine(isDate, 'A date like 2026-10-31.').meta({
  description:
    'Nothing posted, awarded or effective after this day counts. A day of a closed month is told from the revision of its close unless `at` says another. Default: the day of the revision `at`, else today where the program is.',
  example: '2026-10-31',
});

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The success of a route, with the errors that every route can answer. */
export function answers<T extends z.ZodType>(schema: T, description: string) {
  return {
    200: json(schema, description),
    400: json(errorBody, 'The request is not understood: `details.path` names the first wrong field.'),
    401: json(errorBody, 'Not signed in.'),
    404: json(errorBody, 'Not there, or not shared with the person.'),
  };
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } };
}
