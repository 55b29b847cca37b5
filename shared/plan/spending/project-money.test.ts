import { expect, test } from 'vitest';
import { projectMoney } from './project-money.ts';

test('[T12, T13] a project has its current budget to spend, and to come what its forecast is above what it has spent', () => {
  const rows = [
    { groups: ['26.00001'], values: { current: 900, eac: 750, expended: 300 } },
    { groups: ['26.00002'], values: { current: null } },
  ];
  expect(projectMoney({ rows })).toEqual([
    { project: '26.00001', current: 900, etc: 450 },
    { project: '26.00002', current: 0, etc: 0 },
  ]);
});
