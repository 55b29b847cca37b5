import { existsSync, readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { isLoopback } from './is-loopback.ts';
import type { RequestLimits } from './limits/request-limits.ts';
import type { MetricsAccess } from './metrics/metrics-page.ts';
import { providerOf, providerProblems, type ProviderSettings } from './identity/provider/provider-settings.ts';
import { settings, type DemoSize, type SettingValues } from './settings.ts';

/** PostgreSQL: how the running server reaches it, and for what else it has addresses of their own. */
export interface PostgresAddress {
  readonly url: string;
  readonly directUrl?: string;
  readonly ownerUrl?: string;
}

/** What the server was told, as values. The only file that reads the environment is this one. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** True when no other machine can reach the server. */
  readonly loopback: boolean;
  readonly dataFolder: string;
  /** What `openDatabase` takes: a PostgreSQL URL or an SQLite file. */
  readonly database: PostgresAddress | { readonly file: string };
  /** Without a slash at its end; null: the address it listens on. */
  readonly publicUrl: string | null;
  /** Addresses and networks of the proxies whose word of who asks counts. */
  readonly trustedProxies: readonly string[];
  readonly demo: DemoSize;
  /** PEM text. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly officeJs: 'cdn' | 'local';
  readonly logLevel: 'error' | 'info' | 'debug';
  /** Null: no digest is sent. */
  readonly digest: DigestConfig | null;
  /** Null: no anchors are written. */
  readonly anchors: AnchorConfig | null;
  readonly limits: RequestLimits;
  /** People can sign in with e-mail and password. */
  readonly passwords: boolean;
  /** Null: there is no sign-in by a provider. */
  readonly provider: ProviderSettings | null;
  /** Who reads the figures of the running server. */
  readonly metrics: MetricsAccess;
  /** Null: the server makes no backups. */
  readonly backups: BackupConfig | null;
}

/** Where the server copies its SQLite database to, how often, and how many of the copies are kept. */
export interface BackupConfig {
  readonly folder: string;
  readonly everyHours: number;
  readonly keep: number;
}

/** Where the heads and hashes of all programs are written outside the database; at least one is not null. */
export interface AnchorConfig {
  readonly folder: string | null;
  readonly webhook: string | null;
  readonly mail: { readonly to: string; readonly mailer: Pick<DigestConfig, 'by' | 'from'> } | null;
  readonly everyMinutes: number;
}

/** How the daily digest of questions leaves the server. */
export interface DigestConfig {
  readonly by: { readonly smtp: string } | { readonly folder: string };
  readonly from: string;
  /** Hour of a program's day from which it is sent. */
  readonly hour: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigResult = { readonly config: Config } | { readonly problems: readonly string[] };

/** The environment of this process over the `.env` file of the working folder. */
export function processEnvironment(): Environment {
  const fromFile = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/**
 * Reads and checks every variable of `settings`. A variable set to nothing counts as not set.
 * Wrong values come back as one sentence each, all at once, so that one look mends them all.
 */
export function readConfig(environment: Environment): ConfigResult {
  const problems: string[] = [];
  const given: Record<string, string | undefined> = {};
  for (const [name, { schema, form }] of Object.entries(settings)) {
    given[name] = environment[name]?.trim() || undefined;
    if (!schema.safeParse(given[name]).success) problems.push(`${name} must be ${form}; it is "${given[name]}".`);
  }
  if (problems.length > 0) return { problems };
  const values = parseAll(given);
  const tls = readTls(values.TLS_CERT, values.TLS_KEY);
  const reachable = reachableAddress(values, 'pair' in tls ? tls.pair : null);
  if (reachable !== undefined && (values.SEP_DEMO ?? 'off') !== 'off') problems.push(demoRefusal(values, reachable));
  if ('problem' in tls) problems.push(tls.problem);
  if (values.SMTP_URL !== undefined && values.DIGEST_FROM === undefined) {
    problems.push('SMTP_URL needs DIGEST_FROM: the address that mails come from.');
  }
  if (values.ANCHOR_MAIL !== undefined && digestOf(values) === null) {
    problems.push('ANCHOR_MAIL needs SMTP_URL or DIGEST_OUTBOX: by which way mails leave.');
  }
  if (values.DATABASE_DIRECT_URL !== undefined && values.DATABASE_URL === undefined) {
    problems.push('DATABASE_DIRECT_URL needs DATABASE_URL: the address that queries go to.');
  }
  if (values.DATABASE_OWNER_URL !== undefined && values.DATABASE_URL === undefined) {
    problems.push('DATABASE_OWNER_URL needs DATABASE_URL: the role that runs the server.');
  }
  if (values.BACKUP_FOLDER !== undefined && values.DATABASE_URL !== undefined) problems.push(POSTGRES_BACKUPS);
  problems.push(...providerProblems(values));
  if (problems.length > 0 || 'problem' in tls) return { problems };
  return { config: configOf(values, reachable === undefined ? 'demo' : 'off', tls.pair) };
}

const POSTGRES_BACKUPS =
  'BACKUP_FOLDER is for SQLite. PostgreSQL is backed up by its own tools, such as pg_dump or a continuous archive; after such a restore run `sep restored`.';

function parseAll(given: Environment): SettingValues {
  return z
    .object({
      PORT: settings.PORT.schema,
      HOST: settings.HOST.schema,
      SEP_DATA: settings.SEP_DATA.schema,
      DATABASE_URL: settings.DATABASE_URL.schema,
      DATABASE_DIRECT_URL: settings.DATABASE_DIRECT_URL.schema,
      DATABASE_OWNER_URL: settings.DATABASE_OWNER_URL.schema,
      PUBLIC_URL: settings.PUBLIC_URL.schema,
      TRUSTED_PROXIES: settings.TRUSTED_PROXIES.schema,
      SEP_DEMO: settings.SEP_DEMO.schema,
      TLS_CERT: settings.TLS_CERT.schema,
      TLS_KEY: settings.TLS_KEY.schema,
      PASSWORDS: settings.PASSWORDS.schema,
      OIDC_ISSUER: settings.OIDC_ISSUER.schema,
      OIDC_CLIENT_ID: settings.OIDC_CLIENT_ID.schema,
      OIDC_CLIENT_SECRET: settings.OIDC_CLIENT_SECRET.schema,
      OIDC_AUDIENCE: settings.OIDC_AUDIENCE.schema,
      OIDC_NAME: settings.OIDC_NAME.schema,
      OIDC_GROUPS_CLAIM: settings.OIDC_GROUPS_CLAIM.schema,
      OIDC_INVITED_ONLY: settings.OIDC_INVITED_ONLY.schema,
      OIDC_HOSTED_DOMAIN: settings.OIDC_HOSTED_DOMAIN.schema,
      OIDC_SESSION_HOURS: settings.OIDC_SESSION_HOURS.schema,
      OFFICE_JS: settings.OFFICE_JS.schema,
      SMTP_URL: settings.SMTP_URL.schema,
      DIGEST_FROM: settings.DIGEST_FROM.schema,
      DIGEST_HOUR: settings.DIGEST_HOUR.schema,
      DIGEST_OUTBOX: settings.DIGEST_OUTBOX.schema,
      ANCHOR_FOLDER: settings.ANCHOR_FOLDER.schema,
      ANCHOR_WEBHOOK: settings.ANCHOR_WEBHOOK.schema,
      ANCHOR_MAIL: settings.ANCHOR_MAIL.schema,
      ANCHOR_MINUTES: settings.ANCHOR_MINUTES.schema,
      SYNCS_PER_PERSON: settings.SYNCS_PER_PERSON.schema,
      SYNCS_PER_PROGRAM: settings.SYNCS_PER_PROGRAM.schema,
      REQUESTS_PER_PERSON: settings.REQUESTS_PER_PERSON.schema,
      LONG_REQUESTS_PER_PERSON: settings.LONG_REQUESTS_PER_PERSON.schema,
      REQUESTS_PER_SOURCE: settings.REQUESTS_PER_SOURCE.schema,
      BACKUP_FOLDER: settings.BACKUP_FOLDER.schema,
      BACKUP_HOURS: settings.BACKUP_HOURS.schema,
      BACKUP_KEEP: settings.BACKUP_KEEP.schema,
      METRICS_TOKEN: settings.METRICS_TOKEN.schema,
      LOG_LEVEL: settings.LOG_LEVEL.schema,
    })
    .parse(given);
}

function configOf(values: SettingValues, standardDemo: DemoSize, tls: Config['tls']): Config {
  return {
    port: values.PORT,
    host: values.HOST,
    loopback: isLoopback(values.HOST),
    dataFolder: values.SEP_DATA,
    database: databaseOf(values),
    publicUrl: values.PUBLIC_URL ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    demo: values.SEP_DEMO ?? standardDemo,
    tls,
    officeJs: values.OFFICE_JS,
    logLevel: values.LOG_LEVEL,
    digest: digestOf(values),
    anchors: anchorsOf(values),
    backups: backupsOf(values),
    metrics: { token: values.METRICS_TOKEN ?? null, isBehindProxy: isBehindProxy(values, tls) },
    limits: limitsOf(values),
    passwords: values.PASSWORDS === 'on',
    provider: providerOf(values),
  };
}

const MINUTE_SECONDS = 60;

function limitsOf(values: SettingValues): RequestLimits {
  return {
    pushesPerPerson: values.SYNCS_PER_PERSON,
    pushesPerProgram: values.SYNCS_PER_PROGRAM,
    requestsPerPerson: values.REQUESTS_PER_PERSON,
    longPerPerson: values.LONG_REQUESTS_PER_PERSON,
    requestsPerSource: values.REQUESTS_PER_SOURCE,
    windowSeconds: MINUTE_SECONDS,
  };
}

function backupsOf({ BACKUP_FOLDER, BACKUP_HOURS, BACKUP_KEEP }: SettingValues): BackupConfig | null {
  return BACKUP_FOLDER === undefined ? null : { folder: BACKUP_FOLDER, everyHours: BACKUP_HOURS, keep: BACKUP_KEEP };
}

function databaseOf({
  DATABASE_URL: url,
  DATABASE_DIRECT_URL: directUrl,
  DATABASE_OWNER_URL: ownerUrl,
  SEP_DATA,
}: SettingValues): Config['database'] {
  if (url === undefined) return { file: join(SEP_DATA, 'sep.sqlite') };
  return { url, ...(directUrl !== undefined && { directUrl }), ...(ownerUrl !== undefined && { ownerUrl }) };
}

function anchorsOf(values: SettingValues): AnchorConfig | null {
  const { ANCHOR_FOLDER: folder = null, ANCHOR_WEBHOOK: webhook = null, ANCHOR_MAIL: to } = values;
  const mailer = digestOf(values);
  const mail = to === undefined || mailer === null ? null : { to, mailer };
  if (folder === null && webhook === null && mail === null) return null;
  return { folder, webhook, mail, everyMinutes: values.ANCHOR_MINUTES };
}

/** A mail server goes before a folder. */
function digestOf({ SMTP_URL, DIGEST_FROM, DIGEST_HOUR, DIGEST_OUTBOX }: SettingValues): DigestConfig | null {
  const [from, hour] = [DIGEST_FROM ?? 'sep-sync@localhost', DIGEST_HOUR];
  if (SMTP_URL !== undefined) return { by: { smtp: SMTP_URL }, from, hour };
  return DIGEST_OUTBOX === undefined ? null : { by: { folder: DIGEST_OUTBOX }, from, hour };
}

/**
 * [FD7] A setting that says that others reach the server, such as "HOST=0.0.0.0"; undefined when every address is this
 * machine's own. A proxy in front makes a loopback server public, and PUBLIC_URL or the certificate's names tell of it.
 */
function reachableAddress({ HOST, PUBLIC_URL, TLS_CERT }: SettingValues, tls: Config['tls']): string | undefined {
  if (!isLoopback(HOST)) return `HOST=${HOST}`;
  if (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname)) return `PUBLIC_URL=${PUBLIC_URL}`;
  const name = tls === null ? undefined : certificateNames(tls.cert).find((each) => !isLoopback(each));
  return name === undefined ? undefined : `TLS_CERT=${TLS_CERT} (for ${name})`;
}

/** Demo sign-ins are published in the README, so they must never be reachable from another machine. */
function demoRefusal({ SEP_DEMO }: SettingValues, reachable: string): string {
  return `SEP_DEMO=${SEP_DEMO} is refused with ${reachable}, because others can reach the server and the demo’s passwords are public. Set SEP_DEMO=off, or let every address be this machine’s own, such as 127.0.0.1.`;
}

/** Whether others reach the server through something that it knows of by their address alone: without TLS of its own under a public name. */
function isBehindProxy({ PUBLIC_URL, TRUSTED_PROXIES }: SettingValues, tls: Config['tls']): boolean {
  const isPublic = PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname);
  return TRUSTED_PROXIES.length > 0 || (isPublic && tls === null);
}

/** The host names and addresses a certificate is for. */
function certificateNames(pem: string): string[] {
  const names = new X509Certificate(pem).subjectAltName ?? '';
  return [...names.matchAll(/(?:DNS|IP Address):"?([^",\s]+)/g)].map(([, name = '']) => name);
}

function readTls(
  certFile: string | undefined,
  keyFile: string | undefined,
): { pair: Config['tls'] } | { problem: string } {
  if (certFile === undefined && keyFile === undefined) return { pair: null };
  if (certFile === undefined || keyFile === undefined) {
    return { problem: 'TLS_CERT and TLS_KEY go together; only one of them is set.' };
  }
  for (const [name, file] of Object.entries({ TLS_CERT: certFile, TLS_KEY: keyFile })) {
    if (!existsSync(file)) return { problem: `${name} names ${file}, and there is no such file.` };
  }
  const pair = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  try {
    certificateNames(pair.cert);
  } catch {
    return { problem: `TLS_CERT names ${certFile}, which holds no certificate in PEM form.` };
  }
  return { pair };
}
