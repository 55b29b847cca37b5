import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, type Config, type Environment } from './config.ts';

function configFor(environment: Environment): Config {
  const result = readConfig(environment);
  if ('problems' in result) throw new Error(result.problems.join(' '));
  return result.config;
}

/** Self-signed, without secrets: for localhost and 127.0.0.1, and for localhost and plan.example.org. */
const localCertificate = `-----BEGIN CERTIFICATE-----
MIIBkzCCATmgAwIBAgIUL0YEijD+ZMzUBZCAqc2rPsa/X64wCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFbG9jYWwwIBcNMjYxMTI4MDcxNTU5WhgPMjEyNjExMDQwNzE1
NTlaMBAxDjAMBgNVBAMMBWxvY2FsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
ZKRSWSgWrpAya2XrL1nHB30I+juP8gGrEIIZq0fO2sUf+lleS8Ho6JjUwAFe5GSO
p33vqlC9BEaXE49e1uUKz6NvMG0wHQYDVR0OBBYEFAZNMOnCT3P1c6UPAbtVTXm7
75V8MB8GA1UdIwQYMBaAFAZNMOnCT3P1c6UPAbtVTXm775V8MA8GA1UdEwEB/wQF
MAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAoGCCqGSM49BAMCA0gA
MEUCIQCYVY3HXEGq8SPDRgHEh3K6GP4N9Wg00ppSeiZ4JZM6WAIgF532TI8P/N0+
CAA/EbLdXeTRU1CaB894oTlQoQpbDYo=
-----END CERTIFICATE-----
`;
const publicCertificate = `-----BEGIN CERTIFICATE-----
MIIBnTCCAUOgAwIBAgIUNUFSY0SxP6l+bk6k0DCzDjuZm9MwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEcGxhbjAgFw0yNjExMjgwNzE1NTlaGA8yMTI2MTEwNDA3MTU1
OVowDzENMAsGA1UEAwwEcGxhbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABI/H
mXYI8CQYX9QifR6MEYqpLehaiRK5dEAupliZZWzanqn0PW5ftljWuHQ4PYLVZIG9
mi5jOLul8IhSLGvKRf6jezB5MB0GA1UdDgQWBBQ1gwi6l8FMiU8P5dTFSytX1V9c
pDAfBgNVHSMEGDAWgBQ1gwi6l8FMiU8P5dTFSytX1V9cpDAPBgNVHRMBAf8EBTAD
AQH/MCYGA1UdEQQfMB2CCWxvY2FsaG9zdIIQcGxhbi5leGFtcGxlLm9yZzAKBggq
hkjOPQQDAgNIADBFAiEAvGqaPCbF9cZcFP+np4/C6u5mTsA0r1C36bhhr4UtY2YC
IAKG348sHRXyQFIFW1wEWZST6yPvi0H2vscAtSvl8QiX
-----END CERTIFICATE-----
`;

function problemsFor(environment: Environment): readonly string[] {
  const result = readConfig(environment);
  return 'problems' in result ? result.problems : [];
}

describe('configuration', () => {
  test('backups are set up by a folder, kept for two weeks by default, and are for SQLite alone', () => {
    expect(configFor({ BACKUP_FOLDER: '/safe' }).backups).toEqual({ folder: '/safe', everyHours: 24, keep: 14 });
    const asked = { BACKUP_FOLDER: '/safe', BACKUP_HOURS: '1', BACKUP_KEEP: '48' };
    expect(configFor(asked).backups).toEqual({ folder: '/safe', everyHours: 1, keep: 48 });
    for (const wrong of ['0', '169', 'x']) expect(problemsFor({ BACKUP_HOURS: wrong })).toHaveLength(1);
    expect(problemsFor({ BACKUP_KEEP: '0' })).toEqual(['BACKUP_KEEP must be a whole number from 1 to 999; it is "0".']);
    expect(problemsFor({ ...asked, DATABASE_URL: 'postgres://h/d' })).toEqual([
      expect.stringContaining('BACKUP_FOLDER is for SQLite.'),
    ]);
  });

  test('[FG3] behind a pooler, news is heard past it; that address alone is none to keep programs at', () => {
    const [DATABASE_URL, DATABASE_DIRECT_URL] = ['postgres://pool:6432/sep', 'postgres://db:5432/sep'];
    expect(configFor({ DATABASE_URL, DATABASE_DIRECT_URL }).database).toEqual({
      url: DATABASE_URL,
      directUrl: DATABASE_DIRECT_URL,
    });
    expect(problemsFor({ DATABASE_DIRECT_URL })).toEqual([
      'DATABASE_DIRECT_URL needs DATABASE_URL: the address that queries go to.',
    ]);
  });

  test('[SEC20] the role that runs the server may be another one than the owner of its tables', () => {
    const [DATABASE_URL, DATABASE_OWNER_URL] = ['postgres://sep_run@db/sep', 'postgres://sep_owner@db/sep'];
    expect(configFor({ DATABASE_URL, DATABASE_OWNER_URL }).database).toEqual({
      url: DATABASE_URL,
      ownerUrl: DATABASE_OWNER_URL,
    });
    expect(problemsFor({ DATABASE_OWNER_URL })).toEqual([
      'DATABASE_OWNER_URL needs DATABASE_URL: the role that runs the server.',
    ]);
  });

  test('[AUD4] anchors are set up by a folder, a webhook or a mail, which needs a way to leave', () => {
    expect(configFor({ ANCHOR_FOLDER: '/safe', ANCHOR_MINUTES: '5' }).anchors).toEqual({
      folder: '/safe',
      webhook: null,
      mail: null,
      everyMinutes: 5,
    });
    const mail = { ANCHOR_MAIL: 'auditor@example.org' };
    expect(configFor({ ...mail, DIGEST_OUTBOX: '/out' }).anchors?.mail).toMatchObject({ to: 'auditor@example.org' });
    expect(readConfig(mail)).toEqual({
      problems: ['ANCHOR_MAIL needs SMTP_URL or DIGEST_OUTBOX: by which way mails leave.'],
    });
    for (const minutes of ['0', '1441', 'x'])
      expect(readConfig({ ANCHOR_MINUTES: minutes })).toHaveProperty('problems');
  });

  test('an empty environment gives a server on loopback with SQLite and the demo district', () => {
    expect(configFor({})).toEqual({
      limits: configFor({ SYNCS_PER_PERSON: '60' }).limits,
      anchors: null,
      metrics: { token: null, isBehindProxy: false },
      backups: null,
      port: 3000,
      host: '127.0.0.1',
      loopback: true,
      dataFolder: './data',
      database: { file: join('data', 'sep.sqlite') },
      publicUrl: null,
      trustedProxies: [],
      demo: 'demo',
      tls: null,
      officeJs: 'cdn',
      logLevel: 'info',
      digest: null,
      passwords: true,
      provider: null,
    });
  });

  test('proxies are named by their addresses and networks', () => {
    const trusted = (TRUSTED_PROXIES: string) => configFor({ TRUSTED_PROXIES }).trustedProxies;
    expect(trusted('10.0.0.7, ::1 ,10.1.0.0/16,')).toEqual(['10.0.0.7', '::1', '10.1.0.0/16']);
    expect(problemsFor({ TRUSTED_PROXIES: 'proxy.example' })).toEqual([
      'TRUSTED_PROXIES must be IP addresses or networks like 10.0.0.0/8, with commas between; it is "proxy.example".',
    ]);
  });

  test('a provider is known by issuer and client, and with Microsoft Entra people by their object ID', () => {
    const tenant = '11111111-2222-3333-4444-555555555555';
    const of = (more: Environment) => configFor({ OIDC_CLIENT_ID: 'sep', ...more }).provider;
    expect(of({ OIDC_ISSUER: 'https://id.elm.example/realms/k12' })).toEqual({
      issuer: 'https://id.elm.example/realms/k12',
      clientId: 'sep',
      clientSecret: null,
      audience: null,
      name: 'id.elm.example',
      groupsClaims: ['groups', 'roles'],
      invitedOnly: false,
      hostedDomain: null,
      sessionHours: 12,
      personBy: 'sub',
    });
    const entra = of({
      OIDC_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0`,
      OIDC_GROUPS_CLAIM: 'roles, wids',
    });
    expect(entra).toMatchObject({ name: 'Microsoft', personBy: 'oid', groupsClaims: ['roles', 'wids'] });
    const google = { OIDC_ISSUER: 'https://accounts.google.com', OIDC_HOSTED_DOMAIN: 'elm.example' };
    expect(of(google)).toMatchObject({ name: 'Google', personBy: 'sub', hostedDomain: 'elm.example' });
  });

  test.each<[Environment, RegExp]>([
    [{ OIDC_ISSUER: 'https://id.elm.example' }, /^OIDC_ISSUER and OIDC_CLIENT_ID go together/],
    [{ PASSWORDS: 'off' }, /^PASSWORDS=off needs OIDC_ISSUER/],
    [{ OIDC_ISSUER: 'https://accounts.google.com', OIDC_CLIENT_ID: 'sep' }, /anybody can have an account/],
    [
      { OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0', OIDC_CLIENT_ID: 'sep' },
      /names the tenant by its id/,
    ],
    [{ OIDC_ISSUER: 'http://id.elm.example', OIDC_CLIENT_ID: 'sep' }, /^OIDC_ISSUER must be/],
  ])('%o of the provider is refused in a sentence', (environment, said) => {
    expect(readConfig(environment)).toEqual({ problems: [expect.stringMatching(said)] });
  });

  test('a variable set to nothing counts as not set', () => {
    expect(configFor({ PORT: '', HOST: ' ', DATABASE_URL: '' })).toEqual(configFor({}));
  });

  test.each([
    ['PORT', '30000000', 'PORT must be a whole number from 0 to 65535; it is "30000000".'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535; it is "65536".'],
    ['PORT', '3e3', 'PORT must be a whole number from 0 to 65535; it is "3e3".'],
    ['PORT', 'http', 'PORT must be a whole number from 0 to 65535; it is "http".'],
    ['HOST', 'http://x', 'HOST must be an IP address or a host name; it is "http://x".'],
    [
      'DATABASE_URL',
      'mysql://x',
      'DATABASE_URL must be a URL that starts with postgres:// or postgresql://; it is "mysql://x".',
    ],
    [
      'PUBLIC_URL',
      'plan.example.org',
      'PUBLIC_URL must be http:// or https://, a host and perhaps a port, without a path; it is "plan.example.org".',
    ],
    [
      'PUBLIC_URL',
      'https://x.org/sep',
      'PUBLIC_URL must be http:// or https://, a host and perhaps a port, without a path; it is "https://x.org/sep".',
    ],
    ['SEP_DEMO', 'huge', 'SEP_DEMO must be one of mini, demo, district, state, off; it is "huge".'],
    ['OFFICE_JS', 'npm', 'OFFICE_JS must be cdn or local; it is "npm".'],
    ['LOG_LEVEL', 'warn', 'LOG_LEVEL must be one of error, info, debug; it is "warn".'],
  ])('%s=%s stops the start with a sentence', (name, value, sentence) => {
    expect(problemsFor({ [name]: value })).toEqual([sentence]);
  });

  test('every wrong value is named at once', () => {
    expect(problemsFor({ PORT: 'x', SEP_DEMO: 'y' })).toHaveLength(2);
  });

  test('a server that others can reach has no demo district, and refuses one that is asked for', () => {
    expect(configFor({ HOST: '0.0.0.0' }).demo).toBe('off');
    expect(problemsFor({ HOST: '0.0.0.0', SEP_DEMO: 'mini' })[0]).toContain('passwords are public');
  });

  test.each([
    [{ PUBLIC_URL: 'https://plan.example.org' }, 'PUBLIC_URL=https://plan.example.org'],
    [{ PUBLIC_URL: 'http://10.0.0.7:3000' }, 'PUBLIC_URL=http://10.0.0.7:3000'],
    [{ PUBLIC_URL: 'https://127.0.0.1.example.org' }, 'PUBLIC_URL=https://127.0.0.1.example.org'],
    [{ PUBLIC_URL: 'https://localhost.example.org' }, 'PUBLIC_URL=https://localhost.example.org'],
    [{ HOST: '::' }, 'HOST=::'],
  ])(
    '[FD7] behind a proxy or in the open, %o, there is no demo, and one that is asked for is refused',
    (open, name) => {
      expect(configFor(open).demo).toBe('off');
      for (const SEP_DEMO of ['mini', 'demo', 'district', 'state']) {
        expect(problemsFor({ ...open, SEP_DEMO })).toEqual([
          expect.stringContaining(`${SEP_DEMO} is refused with ${name}`),
        ]);
      }
      expect(configFor({ ...open, SEP_DEMO: 'off' }).demo).toBe('off');
    },
  );

  test.each(['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]:8080', 'https://sep.localhost'])(
    '[FD7] PUBLIC_URL=%s is this machine’s own, so the demo may be there',
    (PUBLIC_URL) => {
      expect(configFor({ PUBLIC_URL }).demo).toBe('demo');
    },
  );

  test('[FD7] a certificate for a name that others reach leaves no demo, one for this machine does', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sep-config-'));
    const settingsFor = (certificate: string): Environment => {
      writeFileSync(join(folder, 'cert.pem'), certificate);
      return { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'cert.pem') };
    };
    expect(configFor(settingsFor(localCertificate)).demo).toBe('demo');
    const open = settingsFor(publicCertificate);
    expect(configFor(open).demo).toBe('off');
    expect(problemsFor({ ...open, SEP_DEMO: 'demo' })).toEqual([expect.stringContaining('(for plan.example.org)')]);
    expect(problemsFor(settingsFor('cert'))).toEqual([expect.stringMatching(/holds no certificate in PEM form\.$/)]);
  });

  test('PUBLIC_URL loses the slash at its end', () => {
    expect(configFor({ PUBLIC_URL: 'https://plan.example.org/' }).publicUrl).toBe('https://plan.example.org');
  });

  test('a certificate needs its key, and both need to exist', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sep-config-'));
    const cert = join(folder, 'cert.pem');
    writeFileSync(cert, localCertificate);
    expect(problemsFor({ TLS_CERT: cert })).toEqual(['TLS_CERT and TLS_KEY go together; only one of them is set.']);
    expect(problemsFor({ TLS_CERT: cert, TLS_KEY: '/none/key.pem' })).toEqual([
      'TLS_KEY names /none/key.pem, and there is no such file.',
    ]);
    expect(configFor({ TLS_CERT: cert, TLS_KEY: cert }).tls).toEqual({
      cert: localCertificate,
      key: localCertificate,
    });
  });
});

describe('[FD14] limits', () => {
  test('have numbers for a district, and others where one needs them; 0 is none', () => {
    expect(configFor({}).limits).toEqual({
      pushesPerPerson: 60,
      pushesPerProgram: 600,
      requestsPerPerson: 1200,
      longPerPerson: 120,
      requestsPerSource: 12_000,
      windowSeconds: 60,
    });
    expect(configFor({ SYNCS_PER_PERSON: '0', SYNCS_PER_PROGRAM: '6000' }).limits).toMatchObject({
      pushesPerPerson: null,
      pushesPerProgram: 6000,
    });
    expect(problemsFor({ REQUESTS_PER_SOURCE: '-1' })).toEqual([
      'REQUESTS_PER_SOURCE must be a whole number up to 1000000; it is "-1".',
    ]);
  });
});

describe('the digest', () => {
  test('is off until there is a mail server or a folder for it, and a mail server goes first', () => {
    const of = (environment: Environment) => configFor(environment).digest;
    expect(of({})).toBeNull();
    expect(of({ DIGEST_OUTBOX: './out', DIGEST_HOUR: '18' })).toEqual({
      by: { folder: './out' },
      from: 'sep-sync@localhost',
      hour: 18,
    });
    const smtp = 'smtps://sep:secret@mail.example.org';
    expect(of({ SMTP_URL: smtp, DIGEST_FROM: 'SEP Sync <sep@example.org>', DIGEST_OUTBOX: './out' })).toEqual({
      by: { smtp },
      from: 'SEP Sync <sep@example.org>',
      hour: 7,
    });
  });

  test.each([
    [{ SMTP_URL: 'smtp://mail.example.org' }, /SMTP_URL needs DIGEST_FROM/],
    [{ SMTP_URL: 'http://mail.example.org' }, /SMTP_URL must be a URL that starts with smtp/],
    [{ DIGEST_FROM: 'a@b.example\r\nBcc: c@d.example' }, /DIGEST_FROM must be/],
    [{ DIGEST_HOUR: '24' }, /DIGEST_HOUR must be/],
  ])('says what is wrong with %j', (environment, words) => {
    expect(problemsFor(environment).join(' ')).toMatch(words);
  });
});
