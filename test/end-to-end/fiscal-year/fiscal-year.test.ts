import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DIALECTS } from '../world.ts';
import { firstHalf } from './first-half.ts';
import { secondHalf } from './second-half.ts';
import { openYearOffice, type YearOffice } from './year-office.ts';

describe.each(DIALECTS)('a fiscal year of an office, on %s', (dialect) => {
  let office: YearOffice;

  beforeAll(async () => {
    office = await openYearOffice(dialect);
  });
  afterAll(() => office.world.close());

  test.each([...firstHalf, ...secondHalf].map(({ title, tell }) => [title, tell] as const))(
    '%s',
    async (_title, tell) => {
      await expect(tell(office)).resolves.toBeUndefined();
    },
  );
});
