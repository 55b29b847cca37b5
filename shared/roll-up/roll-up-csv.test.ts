import { expect, test } from 'vitest';
import type { RollUpReply } from '../protocol/roll-ups.ts';
import { figuresOf, rollUpMeasures } from './published-amounts.ts';
import { rollUpCsv } from './roll-up-csv.ts';

const figures = figuresOf('sourceType', { current: 123_456, expended: 6, authorized: 200_000 });
const district = { code: '0417', name: '=Cedar', state: 'published', invitedUntil: null } as const;
const rollUp: RollUpReply = {
  id: 'state',
  name: 'State Office',
  role: 'reader',
  staleDays: 60,
  isOpenToDistricts: false,
  today: '2026-11-23',
  by: 'sourceType',
  measures: [...rollUpMeasures('sourceType')],
  counts: { districts: 2, published: 1, stale: 0, missing: 1 },
  firstDay: '2026-10-31',
  lastDay: '2026-10-31',
  calendars: [7],
  planYears: ['2026-27'],
  groups: [{ group: 'GO Bond', districts: 1, values: figures }],
  total: figures,
  districts: [
    {
      ...district,
      published: {
        revision: 12,
        asOf: '2026-10-31',
        planYear: '2026-27',
        yearBegins: 7,
        baseline: null,
        publishedAt: '2026-11-01T00:00:00.000Z',
        receipt: '12-7KQ2-M9XD-04TR-B6HV',
        digest: 'd',
      },
      total: figures,
      groups: [{ group: 'GO Bond', values: figures }],
    },
    { ...district, code: '0500', name: 'Elm', state: 'invited', published: null, total: null, groups: [] },
  ],
};

test('[RUP4] a file has a line per district and group, the missing ones, and the sums, and says what does not add up', () => {
  const { name, text } = rollUpCsv(rollUp);
  expect(name).toBe('State Office by Source Type, 2026-11-23.csv');
  const [head = '', ...lines] = text.trim().split('\r\n');
  expect(head).toContain('District Code,District,State,As Of,Revision,Receipt,Source Type,Original Budget');
  expect(head).toContain('% Spent (not additive)');
  expect(lines.map((line) => line.split(',').slice(0, 10).join())).toEqual([
    "0417,'=Cedar,Published,2026-10-31,12,12-7KQ2-M9XD-04TR-B6HV,GO Bond,0.00,0.00,1234.56",
    '0500,Elm,"Invited, has not joined",,,,,,',
    ',All districts,,,,,GO Bond,0.00,0.00,1234.56',
    ',All districts,,,,,All,0.00,0.00,1234.56',
  ]);
});
