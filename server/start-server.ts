import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { measureEventLoop } from './administration/event-loop.ts';
import type { JobSchedule } from './administration/server-jobs.ts';
import { createApp } from './app.ts';
import { createReportKeeper } from './close/report-keeper.ts';
import type { Config } from './config.ts';
import { createMailer } from './digest/mailer.ts';
import { createProvider } from './identity/provider/create-provider.ts';
import { hasNoAccount } from './identity/setup-codes.ts';
import { createGuidePages } from './guide/guide-pages.ts';
import { createPlanReader } from './reading/plan-reader.ts';
import { createMetrics } from './metrics/metrics.ts';
import { answerMetrics } from './metrics/metrics-page.ts';
import { pagesFolder, projectRoot, projectVersion } from './project-root.ts';
import type { Services } from './http/route-context.ts';
import { createMonthlyPublishing } from './roll-ups/publish-closed-month.ts';
import { createStaticPages } from './static-pages.ts';

export interface RunningServer {
  /** Address it listens on, such as http://localhost:3000. */
  readonly localUrl: string;
  /** Address people use: PUBLIC_URL, else the same. */
  readonly publicUrl: string;
  /** Answers what has been asked, then closes connections; the store stays open. */
  stop(): Promise<void>;
}

/** How long requests in flight, event streams among them, may go on after a stop is asked for. */
const STOP_WITHIN_MS = 3000;
const SWEEP_EVERY_MS = 20;
const WORKBOOK_ID_BYTES = 16;
const REPORTS_EVERY_MS = 10 * 60_000;

/**
 * How long an idle connection stays open. Browsers and proxies reuse connections idle for up to 60 s; with Node's 5 s one
 * is closed while a request is under way to it, and the request fails. The time for headers lies above it, as it may be
 * counted from the end of the answer before.
 */
const connectionTimes = { keepAliveTimeout: 65_000, headersTimeout: 70_000 } as const;

/** What the server serves from. */
export type ServedBy = Pick<Services, 'store' | 'events' | 'sync' | 'log' | 'anchors' | 'backups' | 'retention'>;

/** Serves API and pages over a store. Rejects with a sentence when it cannot listen. */
export async function startServer(config: Config, services: ServedBy, demo: boolean): Promise<RunningServer> {
  const root = projectRoot();
  const version = projectVersion(root);
  let publicUrl = config.publicUrl ?? '';
  const reader = createPlanReader({ address: config.database, version });
  const reports = createReportKeeper({
    alsoDo: createMonthlyPublishing({ store: services.store, now: () => new Date(), randomBytes, reader }),
    store: services.store,
    log: services.log,
    now: () => new Date(),
    newId: () => randomBytes(WORKBOOK_ID_BYTES).toString('hex'),
    publicUrl: () => publicUrl,
  });
  const mailer = config.digest && createMailer(config.digest);
  const provider =
    config.provider && createProvider({ settings: config.provider, now: () => new Date(), log: services.log });
  const metrics = createMetrics(services.store);
  const api = createApp({
    ...services,
    metrics,
    reports,
    now: () => new Date(),
    randomBytes,
    version,
    demo,
    publicUrl: () => publicUrl,
    digestHour: config.digest?.hour ?? null,
    eventLoop: measureEventLoop(),
    folder: 'file' in config.database ? dirname(config.database.file) : undefined,
    schedule: scheduleOf(config),
    trustedProxies: config.trustedProxies,
    limits: config.limits,
    reader,
    mailer,
    passwords: config.passwords,
    provider,
  });
  const pages = createStaticPages({
    root: pagesFolder(root),
    projectRoot: root,
    officeJs: config.officeJs,
    publicUrl: () => publicUrl,
    version,
    demo,
    signIn: { passwords: config.passwords, provider: config.provider?.name ?? null },
    isNew: async () => config.passwords && (await hasNoAccount(services.store.read)),
  });
  const { store, log } = services;
  const guides = createGuidePages({ store, log, now: () => new Date(), publicUrl: () => publicUrl });
  const answer = getRequestListener((request, env) => {
    const { pathname } = new URL(request.url);
    if (/^\/(?:api|odata)(?:\/|$)/.test(pathname)) return api.fetch(request, env);
    if (pathname === '/metrics') {
      const address = 'incoming' in env ? env.incoming.socket.remoteAddress : undefined;
      return answerMetrics(metrics, config.metrics, { request, address });
    }
    return pathname.startsWith('/guide/') ? guides.fetch(request, env) : pages.fetch(request, env);
  });
  const server = serverFor(config, (incoming, outgoing) => void answer(incoming, outgoing));
  const port = await listen(server, config);
  const localUrl = `${config.tls === null ? 'http' : 'https'}://${shownHost(config)}:${port}`;
  publicUrl = config.publicUrl ?? localUrl;
  await reports.wakeAll();
  // What another process has closed, the command line say, or could not make.
  const look = setInterval(() => void reports.wakeAll(), REPORTS_EVERY_MS).unref();
  return {
    localUrl,
    publicUrl,
    stop: async () => {
      clearInterval(look);
      await Promise.all([close(server), reports.stop()]);
      await reader.close();
      mailer?.close();
      await services.events.close();
    },
  };
}

function scheduleOf({ anchors, backups }: Config): JobSchedule {
  return {
    ...(anchors && { anchorsEveryMs: anchors.everyMinutes * 60_000 }),
    ...(backups && { backupsEveryMs: backups.everyHours * 3_600_000, backupsKept: backups.keep }),
  };
}

function serverFor(config: Config, listener: RequestListener): Server {
  return config.tls === null
    ? createHttpServer(connectionTimes, listener)
    : createHttpsServer({ ...connectionTimes, ...config.tls }, listener);
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(cannotListen(error, host, port))));
    server.listen(port, host, () => resolve(portOf(server.address())));
  });
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Choose one above 1023 with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine.`;
    default:
      return `Cannot listen on ${host}:${port}: ${error.message}`;
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

function shownHost({ host, loopback }: Config): string {
  if (loopback || host === '0.0.0.0' || host === '::')
    return host.startsWith('127.') && host !== '127.0.0.1' ? host : 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    // A connection is idle as soon as its last request is answered, but would be kept for the next one.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
