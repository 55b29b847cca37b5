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

function problemsFor(environment: Environment): readonly string[] {
  const result = readConfig(environment);
  return 'problems' in result ? result.problems : [];
}

describe('configuration', () => {
  test('an empty environment gives a server on loopback with SQLite and the demo district', () => {
    expect(configFor({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      loopback: true,
      dataFolder: './data',
      database: { file: join('data', 'sep.sqlite') },
      publicUrl: null,
      demo: 'demo',
      tls: null,
      officeJs: 'cdn',
      logLevel: 'info',
    });
  });

  test('a variable set to nothing counts as not set', () => {
    expect(configFor({ PORT: '', HOST: ' ', DATABASE_URL: '' })).toEqual(configFor({}));
  });

  test.each([
    ['PORT', '30000000', 'PORT must be a whole number from 0 to 65535; it is "30000000".'],
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

  test('PUBLIC_URL loses the slash at its end', () => {
    expect(configFor({ PUBLIC_URL: 'https://plan.example.org/' }).publicUrl).toBe('https://plan.example.org');
  });

  test('a certificate needs its key, and both need to exist', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sep-config-'));
    const cert = join(folder, 'cert.pem');
    writeFileSync(cert, 'cert');
    expect(problemsFor({ TLS_CERT: cert })).toEqual(['TLS_CERT and TLS_KEY go together; only one of them is set.']);
    expect(problemsFor({ TLS_CERT: cert, TLS_KEY: '/none/key.pem' })).toEqual([
      'TLS_KEY names /none/key.pem, and there is no such file.',
    ]);
    expect(configFor({ TLS_CERT: cert, TLS_KEY: cert }).tls).toEqual({ cert: 'cert', key: 'cert' });
  });
});
