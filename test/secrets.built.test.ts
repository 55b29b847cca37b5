import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What keys, tokens and passwords look like where somebody has left them. */
const secrets: readonly RegExp[] = [
  /-----BEGIN (?:RSA |EC |OPENSSH |ENCRYPTED )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/,
  /\bsep_[A-Za-z0-9_-]{43}\b/,
  /(?:postgres(?:ql)?|smtps?):\/\/[^\s:@/$'"`]+:(?!password@|secret@|\$)[^\s:@/'"`]{6,}@(?!127\.0\.0\.1|localhost|host\b)[\w.-]+\.\w+/,
];

function foundIn(path: string): string[] {
  const text = readFileSync(path, 'latin1');
  return secrets.flatMap((secret) => {
    const found = secret.exec(text)?.[0];
    return found === undefined ? [] : [`${path}: ${found.slice(0, 24)}…`];
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('[SEC22] what everybody can read', () => {
  test('no secret stands in a file of the repository', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const files = tracked.split('\n').filter((path) => path !== '' && path !== 'package-lock.json');
    expect(files.length).toBeGreaterThan(1_000);
    expect(files.flatMap((path) => foundIn(join(root, path)))).toEqual([]);
  });

  test('no file of settings is in the repository', () => {
    const tracked = execFileSync('git', ['ls-files', '.env', '.env.*', '*.pem', '*.key', '*.p12'], { cwd: root });
    expect(tracked.toString()).toBe('');
  });

  test('none stands in what is built, nor a source of ours', () => {
    const built = filesBelow(join(root, 'dist', 'addin'));
    expect(built.length).toBeGreaterThan(10);
    expect(built.flatMap(foundIn)).toEqual([]);
    expect(built.filter((path) => /\.(?:map|tsx?)$/.test(path))).toEqual([]);
  });
});
