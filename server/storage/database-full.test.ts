import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { isDatabaseFull } from './database-full.ts';

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('[PRO1] what finds no room is known by what the database says, and nothing else is taken for it', () => {
  const db = new Sqlite(':memory:');
  db.exec('CREATE TABLE notes (text TEXT UNIQUE)');
  db.pragma('max_page_count = 3');
  const full = failureOf(() => db.prepare('INSERT INTO notes VALUES (?)').run('x'.repeat(50_000)));
  expect([full, isDatabaseFull(full)]).toEqual([expect.objectContaining({ code: 'SQLITE_FULL' }), true]);
  db.exec("INSERT INTO notes VALUES ('a')");
  expect(isDatabaseFull(failureOf(() => db.exec("INSERT INTO notes VALUES ('a')")))).toBe(false);
  db.close();
  const failure = (code: string) => Object.assign(new Error('could not extend file'), { code });
  expect(['53100', 'SQLITE_IOERR_WRITE', '57014', '53300'].map((code) => isDatabaseFull(failure(code)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
