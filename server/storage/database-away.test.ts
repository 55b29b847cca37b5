import { expect, test } from 'vitest';
import { isDatabaseAway } from './database-away.ts';

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
