import { z } from 'zod';
import { isEntraHost } from '../shared/access/entra-host.ts';
import { areNetworks } from './are-networks.ts';

/** One environment variable: what it means, its default in words, and how its text is read. */
export interface Setting<T = unknown> {
  readonly meaning: string;
  /** The default as the README shows it. */
  readonly fallback: string;
  /** What a right value looks like, as the end of "PORT must be …". */
  readonly form: string;
  /** Reads the text; undefined where the variable is not set. */
  readonly schema: z.ZodType<T, string | undefined>;
}

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

const text = z.string().trim();
const optionalText = text.min(1).optional();

/** An address with scheme, without path: what links and the manifest are made of. No slash at its end. */
const origin = text
  .refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    return url !== null && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname) && url.search + url.hash === '';
  })
  .transform((value) => new URL(value).origin);

const postgresUrl = text.refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value));

function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(value);
  if (search + hash !== '') return false;
  if (isEntraHost(hostname) && !/^\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\/v2\.0\/?$/i.test(pathname)) return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}

/** How much a new, empty database is filled with. */
export const demoSizes = z.enum(['mini', 'demo', 'district', 'state', 'off']);

/** So many of something within a minute; 0 is no limit. */
function perMinute(meaning: string, fallback: number): Setting<number | null> {
  return setting({
    meaning: `${meaning} within a minute; 0: no limit. Who asks more often is told to wait, and panes wait by themselves.`,
    fallback: String(fallback),
    form: 'a whole number up to 1000000',
    schema: text
      .default(String(fallback))
      .refine((value) => /^\d{1,7}$/.test(value) && Number(value) <= 1_000_000)
      .transform((value) => (Number(value) === 0 ? null : Number(value))),
  });
}

/** Every environment variable the server reads; the README's table is made of this. */
export const settings = {
  PORT: setting({
    meaning: 'Port to listen on; 0 takes a free one.',
    fallback: '3000',
    form: 'a whole number from 0 to 65535',
    schema: text
      .default('3000')
      .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535)
      .transform(Number),
  }),
  HOST: setting({
    meaning: 'Address to listen on. `0.0.0.0` makes the server reachable from other machines.',
    fallback: '127.0.0.1',
    form: 'an IP address or a host name',
    schema: text.regex(/^[\w.:-]+$/).default('127.0.0.1'),
  }),
  SEP_DATA: setting({
    meaning: 'Folder of the SQLite database.',
    fallback: './data',
    form: 'the path of a folder',
    schema: text.min(1).default('./data'),
  }),
  DATABASE_URL: setting({
    meaning: 'PostgreSQL to use in place of SQLite, such as `postgres://user:password@host/database`.',
    fallback: 'none: SQLite in `SEP_DATA`',
    form: 'a URL that starts with postgres:// or postgresql://',
    schema: postgresUrl.optional(),
  }),
  DATABASE_DIRECT_URL: setting({
    meaning:
      'The same PostgreSQL without the pooler, where `DATABASE_URL` goes through one such as PgBouncer: news of other server processes is heard there, and tables are brought up to date. Needs `DATABASE_URL`.',
    fallback: '`DATABASE_URL`',
    form: 'a URL that starts with postgres:// or postgresql://',
    schema: postgresUrl.optional(),
  }),
  DATABASE_OWNER_URL: setting({
    meaning:
      'The same PostgreSQL without a pooler, as the owner of the tables, for migrations at the start alone. `DATABASE_URL` is then a role that may neither change tables nor anything of the history; `sep db-role` says how it is made.',
    fallback: 'none: `DATABASE_URL` owns the tables',
    form: 'a URL that starts with postgres:// or postgresql://',
    schema: text.refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value)).optional(),
  }),
  PUBLIC_URL: setting({
    meaning:
      'Address under which people reach the server; it goes into links and the add-in manifest. Excel needs `https://`.',
    fallback: 'the address it listens on',
    form: 'http:// or https://, a host and perhaps a port, without a path',
    schema: origin.optional(),
  }),
  TRUSTED_PROXIES: setting({
    meaning:
      'Proxies in front of the server, with commas between, such as `10.0.0.7, 10.1.0.0/16`: their `X-Forwarded-For` says who asks. Without it, everybody behind a proxy counts as one for limits on sign-ins and requests.',
    fallback: 'none: the header is not looked at',
    form: 'IP addresses or networks like 10.0.0.0/8, with commas between',
    schema: text
      .default('')
      .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
      .refine(areNetworks),
  }),
  SEP_DEMO: setting({
    meaning:
      'Invented district to fill an empty database with: `mini`, `demo`, `district` (1,120 sites), `state` (ten districts) or `off`. Its passwords are public, so it is refused unless `HOST`, `PUBLIC_URL` and the certificate are all for this machine only; with `off` its people cannot sign in.',
    fallback: '`demo` where only this machine reaches the server, else `off`',
    form: 'one of mini, demo, district, state, off',
    schema: text.pipe(demoSizes).optional(),
  }),
  PASSWORDS: setting({
    meaning:
      'Whether people can sign in with e-mail and password: `on` or `off`. With `off` they sign in with the district’s provider alone.',
    fallback: 'on',
    form: 'on or off',
    schema: text.pipe(z.enum(['on', 'off'])).default('on'),
  }),
  OIDC_ISSUER: setting({
    meaning:
      'Address of the district’s sign-in (OpenID Connect), such as `https://login.microsoftonline.com/<tenant id>/v2.0`; [docs/sign-in.md](docs/sign-in.md) says how Entra, Google, Keycloak and ADFS are set up. Needs `OIDC_CLIENT_ID`.',
    fallback: 'none: passwords only',
    form: 'a URL that starts with https:// (http:// for this machine only), without query; with Microsoft Entra it names the tenant by its id',
    schema: text.refine(isIssuer).optional(),
  }),
  OIDC_CLIENT_ID: setting({
    meaning: 'By which name the provider knows this server.',
    fallback: 'none',
    form: 'the client id as the provider shows it',
    schema: optionalText,
  }),
  OIDC_CLIENT_SECRET: setting({
    meaning: 'Secret by which this server proves that it is that client.',
    fallback: 'none: a public client, protected by PKCE alone',
    form: 'the secret as the provider has shown it once',
    schema: optionalText,
  }),
  OIDC_AUDIENCE: setting({
    meaning:
      'Audience of access tokens that Excel may exchange for a sign-in here; with Entra the client id of the API. Nothing is exchanged without it.',
    fallback: 'none',
    form: 'the audience as it stands in the provider’s access tokens',
    schema: optionalText,
  }),
  OIDC_NAME: setting({
    meaning: 'What people call the provider: it stands on the button “Sign in with …”.',
    fallback: 'Microsoft or Google where it is one of these, else the host of `OIDC_ISSUER`',
    form: 'at most 40 characters',
    schema: text.min(1).max(40).optional(),
  }),
  OIDC_GROUPS_CLAIM: setting({
    meaning: 'Where tokens say what groups or app roles somebody has: names of claims, with commas between them.',
    fallback: 'groups,roles',
    form: 'names of claims with commas between them',
    schema: text
      .regex(/^[^\s,]+(\s*,\s*[^\s,]+)*$/)
      .default('groups,roles')
      .transform((value) => value.split(',').map((name) => name.trim())),
  }),
  OIDC_INVITED_ONLY: setting({
    meaning:
      'With `on` only people whom an administrator has connected or invited come in; with `off` everybody whom the provider knows gets an account at the first sign-in, which sees nothing until somebody, or a group, opens a program to it.',
    fallback: 'off',
    form: 'on or off',
    schema: text.pipe(z.enum(['on', 'off'])).default('off'),
  }),
  OIDC_HOSTED_DOMAIN: setting({
    meaning:
      'Google Workspace domain that people must belong to. With Google it is needed, unless `OIDC_INVITED_ONLY` is `on`: anybody can have an account there.',
    fallback: 'none',
    form: 'a domain such as cedar-basin.example',
    schema: text.regex(/^[a-z0-9.-]+\.[a-z]{2,}$/).optional(),
  }),
  OIDC_SESSION_HOURS: setting({
    meaning:
      'For how many hours a sign-in by the provider is good. Who is locked out there is out here when they are over, or at once where the account is disabled here.',
    fallback: '12',
    form: 'a whole number from 1 to 720',
    schema: text
      .default('12')
      .refine((value) => /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 720)
      .transform(Number),
  }),
  TLS_CERT: setting({
    meaning: 'Certificate file (PEM, with its chain) for HTTPS without a proxy. Needs `TLS_KEY`.',
    fallback: 'none: HTTP',
    form: 'the path of a PEM file',
    schema: optionalText,
  }),
  TLS_KEY: setting({
    meaning: 'Private key file (PEM) that belongs to `TLS_CERT`.',
    fallback: 'none',
    form: 'the path of a PEM file',
    schema: optionalText,
  }),
  OFFICE_JS: setting({
    meaning:
      'Where the pane loads Microsoft’s Office library from: `cdn` (Microsoft’s own, which Excel users should have) or `local` (the npm copy, for closed networks).',
    fallback: 'cdn',
    form: 'cdn or local',
    schema: text.pipe(z.enum(['cdn', 'local'])).default('cdn'),
  }),
  SMTP_URL: setting({
    meaning:
      'Mail server for the daily digest of questions, such as `smtps://user:password@mail.example.org`. Needs `DIGEST_FROM`.',
    fallback: 'none: no mail is sent',
    form: 'a URL that starts with smtp:// or smtps://',
    schema: text.refine((value) => /^smtps?:\/\//.test(value) && URL.canParse(value)).optional(),
  }),
  DIGEST_FROM: setting({
    meaning: 'Address that the digest comes from, such as `SEP Sync <sep@example.org>`.',
    fallback: 'none; of mails in a folder `sep-sync@localhost`',
    form: 'an e-mail address, perhaps with a name before it',
    schema: text.regex(/^[^\p{Cc}<>]*<?[^\s<>@]+@[^\s<>@]+>?$/u).optional(),
  }),
  DIGEST_HOUR: setting({
    meaning: 'Hour from which the digest of a day is sent, in the time zone of each program.',
    fallback: '7',
    form: 'a whole number from 0 to 23',
    schema: text
      .default('7')
      .refine((value) => /^\d{1,2}$/.test(value) && Number(value) < 24)
      .transform(Number),
  }),
  DIGEST_OUTBOX: setting({
    meaning: 'Folder into which digests are written as `.eml` files, where there is no mail server.',
    fallback: 'none',
    form: 'the path of a folder',
    schema: optionalText,
  }),
  ANCHOR_FOLDER: setting({
    meaning:
      'Folder into which the heads and hashes of all programs are written, line after line, so that a rewritten history is found (`sep verify --anchor`). It belongs on another machine or under another account.',
    fallback: 'none',
    form: 'the path of a folder',
    schema: optionalText,
  }),
  ANCHOR_WEBHOOK: setting({
    meaning: 'Address to which the same line is posted as JSON.',
    fallback: 'none',
    form: 'a URL that starts with https:// or http://',
    schema: text.refine((value) => /^https?:\/\//.test(value) && URL.canParse(value)).optional(),
  }),
  ANCHOR_MAIL: setting({
    meaning: 'Address to which the same line is mailed. Needs `SMTP_URL` or `DIGEST_OUTBOX`.',
    fallback: 'none',
    form: 'an e-mail address',
    schema: text.regex(/^[^\s<>@]+@[^\s<>@]+$/).optional(),
  }),
  ANCHOR_MINUTES: setting({
    meaning: 'How often that is done, in minutes.',
    fallback: '60',
    form: 'a whole number from 1 to 1440',
    schema: text
      .default('60')
      .refine((value) => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 1440)
      .transform(Number),
  }),
  SYNCS_PER_PERSON: perMinute('How often one person may change a program, by syncs with changes or otherwise,', 60),
  SYNCS_PER_PROGRAM: perMinute('How often all people together may change one program', 600),
  REQUESTS_PER_PERSON: perMinute('How many requests one person may send', 1_200),
  LONG_REQUESTS_PER_PERSON: perMinute(
    'How many files, reports, comparisons, checks of the history and previews one person may ask for',
    120,
  ),
  REQUESTS_PER_SOURCE: perMinute(
    'How many requests may come from one address of the network, where a whole district may be behind a single one,',
    12_000,
  ),
  BACKUP_FOLDER: setting({
    meaning:
      'Folder into which the server copies its SQLite database on a schedule, each copy a file that `restore` takes. It belongs on another disk, and from there onto another machine.',
    fallback: 'none: no backups by the server',
    form: 'the path of a folder',
    schema: optionalText,
  }),
  BACKUP_HOURS: setting({
    meaning: 'How often that is done, in hours. Once a day a copy is restored into a scratch place and verified.',
    fallback: '24',
    form: 'a whole number from 1 to 168',
    schema: text
      .default('24')
      .refine((value) => /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 168)
      .transform(Number),
  }),
  BACKUP_KEEP: setting({
    meaning: 'How many of these copies are kept.',
    fallback: '14',
    form: 'a whole number from 1 to 999',
    schema: text
      .default('14')
      .refine((value) => /^\d{1,3}$/.test(value) && Number(value) >= 1)
      .transform(Number),
  }),
  METRICS_TOKEN: setting({
    meaning:
      'Token by which monitoring reads figures of the running server at `/metrics`, in the form of Prometheus, as `Authorization: Bearer`. Without it they are for this machine alone, and behind a proxy (`PUBLIC_URL` without a certificate of its own, or `TRUSTED_PROXIES`) for nobody.',
    fallback: 'none',
    form: 'a text of at least 16 characters without blanks',
    schema: text.regex(/^\S{16,}$/).optional(),
  }),
  LOG_LEVEL: setting({
    meaning: 'What is logged to standard output as JSON lines: `error`, `info` or `debug`.',
    fallback: 'info',
    form: 'one of error, info, debug',
    schema: text.pipe(z.enum(['error', 'info', 'debug'])).default('info'),
  }),
};

export type DemoSize = z.infer<typeof demoSizes>;

type Settings = typeof settings;

/** The variables as read, each by its own schema. */
export type SettingValues = { readonly [Name in keyof Settings]: z.output<Settings[Name]['schema']> };
