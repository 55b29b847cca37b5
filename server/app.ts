import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { EventLoopDelay } from './administration/event-loop.ts';
import { createPagesSeen } from './administration/pages-seen.ts';
import type { JobSchedule } from './administration/server-jobs.ts';
import type { AnchorStatus } from './anchor/anchor-status.ts';
import type { BackupStatus } from './backup/backup-status.ts';
import { ACCESS_CHECK_MS, createOpenStreams } from './identity/open-streams.ts';
import type { Mailer } from './digest/mailer.ts';
import { pruneSignIns } from './identity/prune-sign-ins.ts';
import type { Provider } from './identity/provider/provider.ts';
import { createPasswordThreads, type PasswordThreads } from './identity/password-threads.ts';
import type { Metrics } from './metrics/metrics.ts';
import { createProgramPresence, type ProgramPresence } from './presence/program-presence.ts';
import type { ReportKeeper } from './close/report-keeper.ts';
import { wakingReports } from './close/waking-reports.ts';
import { createProgramEvents, type ProgramEvents } from './program-events.ts';
import { countMember, countPerson, countSource } from './limits/count-requests.ts';
import { createRequestCounts } from './limits/request-counts.ts';
import { noLimits, type RequestLimits } from './limits/request-limits.ts';
import { answerApart } from './reading/answer-apart.ts';
import type { PlanReader } from './reading/plan-reader.ts';
import { createSyncService, type SyncService } from './reconcile/sync-program.ts';
import { answerError, answerUnknownPath } from './http/answer-error.ts';
import { accessTokensRoutes } from './routes/access-tokens.ts';
import { adminPeopleRoutes } from './routes/admin-people.ts';
import { adminProgramsRoutes } from './routes/admin-programs.ts';
import { adminRollUpsRoutes } from './routes/admin-roll-ups.ts';
import { adminSignInRoutes } from './routes/admin-sign-in.ts';
import { administrationRoutes, adminServerRoutes } from './routes/admin-server.ts';
import { apiDocs } from './routes/api-docs.ts';
import { commentsRoutes } from './routes/comments.ts';
import { baselinesRoutes } from './routes/baselines.ts';
import { bridgeRoutes } from './routes/bridge.ts';
import { amendmentsRoutes } from './routes/amendments.ts';
import { changesRoutes } from './routes/changes.ts';
import { auditRoutes } from './routes/audit.ts';
import { compareRoutes } from './routes/compare.ts';
import { conflictsRoutes } from './routes/conflicts.ts';
import { deviceSignInRoutes } from './routes/device-sign-in.ts';
import { digestRoutes, endDigestRoutes } from './routes/digest.ts';
import { eventsRoutes } from './routes/events.ts';
import { guideRoutes } from './routes/guide.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { nameAndLog, packAnswers, secureAnswers } from './http/http-basics.ts';
import { invitationsRoutes } from './routes/invitations.ts';
import { movedRoutes } from './routes/moved.ts';
import { notePage } from './http/note-page.ts';
import { odataRoutes } from './routes/odata.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { passwordLinksRoutes } from './routes/password-links.ts';
import { periodsRoutes } from './routes/periods.ts';
import { postingsRoutes } from './routes/postings.ts';
import { practiceRoutes } from './routes/practice.ts';
import { presenceRoutes } from './routes/presence.ts';
import { providerLogoutRoutes } from './routes/provider-logout.ts';
import { providerSignInRoutes } from './routes/provider-sign-in.ts';
import { programRollUpsRoutes } from './routes/program-roll-ups.ts';
import { programsRoutes } from './routes/programs.ts';
import { refuseWhileArchived } from './http/refuse-while-archived.ts';
import { requireAdministrator } from './http/require-administrator.ts';
import { requireRollUp } from './http/require-roll-up.ts';
import { requireMembership, requireReader, requireSignIn } from './http/require-sign-in.ts';
import { newRoutes, type AppEnv, type Log, type Services } from './http/route-context.ts';
import { receiptsRoutes } from './routes/receipts.ts';
import { reportTextsRoutes } from './routes/report-texts.ts';
import { reportsRoutes } from './routes/reports.ts';
import { revertRoutes } from './routes/revert.ts';
import { rollUpsRoutes } from './routes/roll-ups.ts';
import { rowsRoutes } from './routes/rows.ts';
import { scheduleRoutes } from './routes/schedule.ts';
import { schemaRoutes } from './routes/schema.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { settingsRoutes } from './routes/settings.ts';
import { sitesRoutes } from './routes/sites.ts';
import { spendingRoutes } from './routes/spending.ts';
import { leaveToNewer } from './http/leave-to-newer.ts';
import { refuseUnstorableAddress } from './http/storable-request.ts';
import { nameSource } from './http/source-address.ts';
import { syncRoutes } from './routes/sync.ts';
import { tablesRoutes } from './routes/tables.ts';
import { importsRoutes } from './routes/imports.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { ledgerRulesRoutes } from './routes/ledger-rules.ts';
import { membersRoutes } from './routes/members.ts';
import { waitingRoutes } from './routes/waiting.ts';
import { membershipRoutes } from './routes/membership.ts';
import { totalsRoutes } from './routes/totals.ts';
import { verifyRoutes } from './routes/verify.ts';
import { workClaimsRoutes } from './routes/work-claims.ts';
import { workbookRoutes } from './routes/workbook.ts';
import type { Store } from './storage/database.ts';
import { acrossPrograms } from './storage/program-scope.ts';

/** What the program that runs the server brings: the outside world, so that tests can bring another. */
export interface AppDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly version: string;
  readonly log: Log;
  /** The demo district is served: the sign-in page may show its passwords. */
  readonly demo: boolean;
  /** Hour of a program's day from which mails of the day are sent; default: none are. */
  readonly digestHour?: number | null;
  /** By which way links to set a password leave; default: they are shown to who gives them. */
  readonly mailer?: Mailer | null;
  /** People can sign in with e-mail and password; default: they can. */
  readonly passwords?: boolean;
  /** The district's sign-in; default: there is none. */
  readonly provider?: Provider | null;
  /** By which door uploaded workbooks come in; default: upload. */
  readonly uploadDoor?: 'upload' | 'commandLine';
  /** Default: new ones over `store`. Give your own to share them with what runs beside the app. */
  readonly events?: ProgramEvents;
  readonly sync?: SyncService;
  readonly presence?: ProgramPresence;
  /** How the anchors outside the database are; absent: there are none. */
  readonly anchors?: () => AnchorStatus;
  /** How the backups are; absent: the server makes none. */
  readonly backups?: () => BackupStatus;
  /** Counts what is done, for monitoring; absent: nobody does. */
  readonly metrics?: Metrics;
  /** Address people use, without a slash at its end; default: the one that was asked. */
  readonly publicUrl?: () => string;
  /** Makes the reports of months that are closed; default: nobody here does. */
  readonly reports?: Pick<ReportKeeper, 'wake'> & Partial<Pick<ReportKeeper, 'status'>>;
  /** How late this process is; default: it measures from the first time it is asked. */
  readonly eventLoop?: () => EventLoopDelay;
  /** Folder of the database; absent: it is not on this machine. */
  readonly folder?: string | undefined;
  /** How often the server does what it does by the clock. */
  readonly schedule?: JobSchedule;
  /** How often open streams are looked at again; default: every five seconds. */
  readonly accessCheckMs?: number;
  /** Hash and compare passwords; default: threads of their own, started with the first one. */
  readonly passwordThreads?: PasswordThreads;
  /** Proxies whose word of who asks counts: addresses and networks; default: none. */
  readonly trustedProxies?: readonly string[];
  /** How often one may ask; default: as often as one likes, for apps that only their own process asks. */
  readonly limits?: RequestLimits;
  /** Answers what reads much of a plan, in a thread of its own; default: the app does so itself. */
  readonly reader?: PlanReader;
}

/** Those of them that need a sign-in ask for it themselves. */
const openRoutes = [
  sessionRoutes,
  providerSignInRoutes,
  providerLogoutRoutes,
  deviceSignInRoutes,
  passwordLinksRoutes,
  setupRoutes,
  practiceRoutes,
  endDigestRoutes,
  receiptsRoutes,
];

/** Whoever asks for these has signed in. */
const signedInPaths = [
  '/api/programs/*',
  '/api/roll-ups',
  '/api/roll-ups/*',
  '/api/account',
  '/api/account/*',
  '/api/administration',
  '/api/admin/*',
];

/** Below these, the person is known; below /programs/{program}, a member. */
const memberRoutes = [
  programsRoutes,
  schemaRoutes,
  rowsRoutes,
  syncRoutes,
  historyRoutes,
  revertRoutes,
  conflictsRoutes,
  baselinesRoutes,
  bridgeRoutes,
  movedRoutes,
  amendmentsRoutes,
  changesRoutes,
  compareRoutes,
  verifyRoutes,
  auditRoutes,
  membershipRoutes,
  membersRoutes,
  invitationsRoutes,
  waitingRoutes,
  totalsRoutes,
  postingsRoutes,
  periodsRoutes,
  spendingRoutes,
  settingsRoutes,
  workbookRoutes,
  importsRoutes,
  ledgerRoutes,
  ledgerRulesRoutes,
  accessTokensRoutes,
  ownAccountRoutes,
  scheduleRoutes,
  sitesRoutes,
  reportsRoutes,
  reportTextsRoutes,
  guideRoutes,
  programRollUpsRoutes,
  rollUpsRoutes,
  eventsRoutes,
  presenceRoutes,
  commentsRoutes,
  workClaimsRoutes,
  digestRoutes,
];

/** [ADM1] Below /admin, the person administers the server. */
const administratorRoutes = [
  administrationRoutes,
  adminProgramsRoutes,
  adminPeopleRoutes,
  adminRollUpsRoutes,
  adminSignInRoutes,
  adminServerRoutes,
];

/** The whole API under /api, and the plan as OData under /odata, as a fetch handler; other paths are for whoever mounts it. */
export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const events = deps.events ?? createProgramEvents(deps.store);
  const asked = deps.sync ?? createSyncService({ store: deps.store, events, now: deps.now });
  const service = deps.metrics?.counting(asked) ?? asked;
  const sync = deps.reports === undefined ? service : wakingReports(service, deps.reports);
  const presence = deps.presence ?? createProgramPresence({ events, now: deps.now });
  const accessCheckMs = deps.accessCheckMs ?? ACCESS_CHECK_MS;
  const streams = createOpenStreams({
    store: deps.store,
    now: deps.now,
    accessCheckMs,
    onFailure: (error) => {
      const stack = error instanceof Error ? error.stack : String(error);
      deps.log('error', 'Open streams could not be checked.', { stack });
    },
  });
  const counts = createRequestCounts(deps.limits ?? noLimits);
  const passwordThreads = deps.passwordThreads ?? createPasswordThreads();
  const { reports, ...given } = deps;
  deps.metrics?.watch(streams);
  const services: Services = {
    ...given,
    ...(reports?.status && { reports: reports.status }),
    events,
    sync,
    presence,
    streams,
    counts,
    passwordThreads,
  };
  const pages = createPagesSeen({
    store: deps.store,
    now: deps.now,
    onFailure: (error) => {
      const stack = error instanceof Error ? error.stack : String(error);
      deps.log('error', 'Which page is in use could not be written down.', { stack });
    },
  });

  const app = newRoutes();
  app.onError(answerError(services));
  app.use('*', nameSource(deps.trustedProxies ?? []));
  app.use('/api/*', ...everyRequest(services));
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  app.route('/api', apiDocs(app, deps.version));
  app.on('POST', ['/api/sign-in/*', '/api/device-sign-in/*', '/api/links/*'], pruneSignIns(services));
  app.route('/api', healthRoutes(services));
  app.use('/api/*', leaveToNewer(services));
  for (const routes of openRoutes) app.route('/api', routes(services));
  // What is read by other programs comes first: a token for reading stops at the sign-in of everything else.
  app.use('/api/programs/:program/tables/*', ...everyReader(services));
  app.route('/api', tablesRoutes(services));
  for (const path of signedInPaths) app.use(path, requireSignIn(services), countPerson(counts), notePage(pages));
  app.use('/api/admin/*', requireAdministrator(services), (_c, next) =>
    acrossPrograms('who administers the server looks after all programs', next),
  );
  for (const routes of administratorRoutes) app.route('/api', routes(services));
  app.use('/api/programs/:program/*', requireMembership(services), countMember(counts), refuseWhileArchived());
  app.use('/api/programs/:program/*', answerApart(services));
  app.use('/api/roll-ups/:rollUp/*', requireRollUp(services));
  for (const routes of memberRoutes) app.route('/api', routes(services));
  app.all('/api/*', answerUnknownPath);
  app.use('/odata/*', ...everyRequest(services), leaveToNewer(services));
  app.use('/odata/:program/*', ...everyReader(services));
  app.route('/odata', odataRoutes(services));
  app.all('/odata/*', answerUnknownPath);
  return app;
}

function everyRequest(services: Services): MiddlewareHandler<AppEnv>[] {
  const count = countSource(services.counts);
  return [nameAndLog(services), secureAnswers(services), packAnswers(), count, refuseUnstorableAddress()];
}

function everyReader(services: Services): MiddlewareHandler<AppEnv>[] {
  return [requireReader(services), countPerson(services.counts), requireMembership(services)];
}
