import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { settings, type DemoSize, type SettingValues } from './settings.ts';

/** What the server was told, as values. The only file that reads the environment is this one. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** True when no other machine can reach the server. */
  readonly loopback: boolean;
  readonly dataFolder: string;
  /** What `openDatabase` takes: a PostgreSQL URL or an SQLite file. */
  readonly database: { readonly url: string } | { readonly file: string };
  /** Without a slash at its end; null: the address it listens on. */
  readonly publicUrl: string | null;
  readonly demo: DemoSize;
  /** PEM text. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly officeJs: 'cdn' | 'local';
  readonly logLevel: 'error' | 'info' | 'debug';
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
  const config = configOf(parseAll(given));
  const conflicts = conflictsOf(config, environment['SEP_DEMO']?.trim() ?? '');
  const tls = readTls(given['TLS_CERT'], given['TLS_KEY']);
  if ('problem' in tls) return { problems: [...conflicts, tls.problem] };
  return conflicts.length > 0 ? { problems: conflicts } : { config: { ...config, tls: tls.pair } };
}

function parseAll(given: Environment): SettingValues {
  return z
    .object({
      PORT: settings.PORT.schema,
      HOST: settings.HOST.schema,
      SEP_DATA: settings.SEP_DATA.schema,
      DATABASE_URL: settings.DATABASE_URL.schema,
      PUBLIC_URL: settings.PUBLIC_URL.schema,
      SEP_DEMO: settings.SEP_DEMO.schema,
      TLS_CERT: settings.TLS_CERT.schema,
      TLS_KEY: settings.TLS_KEY.schema,
      OFFICE_JS: settings.OFFICE_JS.schema,
      LOG_LEVEL: settings.LOG_LEVEL.schema,
    })
    .parse(given);
}

function configOf(values: SettingValues): Config {
  const loopback = isLoopback(values.HOST);
  return {
    port: values.PORT,
    host: values.HOST,
    loopback,
    dataFolder: values.SEP_DATA,
    database:
      values.DATABASE_URL === undefined ? { file: join(values.SEP_DATA, 'sep.sqlite') } : { url: values.DATABASE_URL },
    publicUrl: values.PUBLIC_URL ?? null,
    demo: values.SEP_DEMO ?? (loopback ? 'demo' : 'off'),
    tls: null,
    officeJs: values.OFFICE_JS,
    logLevel: values.LOG_LEVEL,
  };
}

/** Demo sign-ins are published in the README, so they must never be reachable from another machine. */
function conflictsOf(config: Config, demoAsked: string): string[] {
  if (config.demo === 'off' || config.loopback) return [];
  return [
    `SEP_DEMO=${demoAsked} is refused while HOST=${config.host} is reachable from other machines, because the demo’s passwords are public. Set SEP_DEMO=off, or HOST=127.0.0.1.`,
  ];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
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
  return { pair: { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') } };
}
