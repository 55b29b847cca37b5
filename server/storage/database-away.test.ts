import { expect, test } from 'vitest';
import { isDatabaseAway, isShutOut } from './database-away.ts';

function failure(message: string, code?: string): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

test('[FG3] a database that is restarted, failed over or out of reach is away; a query that is wrong is not', () => {
  const away = [
    failure('terminating connection due to administrator command', '57P01'),
    failure('the database system is starting up', '57P03'),
    failure('server conn crashed?', '08P01'),
    failure('cannot execute INSERT in a read-only transaction', '25006'),
    failure('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'),
    failure('Connection terminated unexpectedly'),
    new AggregateError([failure('connect ECONNREFUSED ::1:5432', 'ECONNREFUSED')]),
  ];
  expect(away.map(isDatabaseAway)).toEqual(away.map(() => true));
  const others = [failure('duplicate key', '23505'), failure('no such column', '42703'), new Error('No.'), 'no error'];
  expect(others.map(isDatabaseAway)).toEqual(others.map(() => false));
});

test('[SEC22] a server whose password or role is not taken any more is shut out; one whose database is away is not', () => {
  const out = [
    failure('password authentication failed for user "sep"', '28P01'),
    failure('role "sep" is not permitted to log in', '28000'),
    new AggregateError([failure('password authentication failed for user "sep"', '28P01')]),
  ];
  expect(out.map(isShutOut)).toEqual([true, true, true]);
  expect([failure('duplicate key', '23505'), failure('starting up', '57P03'), '28P01'].map(isShutOut)).toEqual([
    false,
    false,
    false,
  ]);
});
