import { expect, test } from 'vitest';
import { ledgerRuleIsWhole } from './ledger-rule.ts';
import { around } from './testing/plan-of.ts';

test('[LDG1] a ledger rule has a pattern that does not fit everything, and one place that it leads to', () => {
  const said = (cells: object) => ledgerRuleIsWhole.check({ order: 10, ...cells }, around());
  const [needsPattern, oneplace] = ['A ledger rule needs a pattern', 'A ledger rule leads to one place'];
  expect(said({ budgetLine: 'BL-001' })).toContain(needsPattern);
  expect(said({ vendor: '*', budgetLine: 'BL-001' })).toContain(needsPattern);
  expect(said({ vendor: '***', budgetLine: 'BL-001' })).toContain(needsPattern);
  expect(said({ vendor: 'Vendor A*' })).toContain(oneplace);
  expect(said({ vendor: 'Vendor A*', budgetLine: 'BL-001', outside: true })).toContain(oneplace);
  expect(said({ vendor: 'Vendor A*', budgetLine: 'BL-001', outside: false })).toBeNull();
  expect(said({ description: '*LABOR*', category: 'Project Management' })).toBeNull();
  expect(said({ org: '0417', toProject: '26.00001', category: 'Equipment' })).toBeNull();
  expect(said({ account: '21-*-4300-*', outside: true })).toBeNull();
});
