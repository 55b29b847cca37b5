import { ledgerRules } from '../../tables/ledger-rules.ts';
import type { RowRule } from './row-rule.ts';

/** Columns of a ledger rule that say which rows of the ledger it fits. */
export const patternColumns = ['account', 'vendor', 'description', 'project', 'org'] as const;

/** [LDG1] A rule that fits every row, or says nothing of it, would send money wherever it stands in the order. */
export const ledgerRuleIsWhole: RowRule = {
  id: 'LDG1',
  table: ledgerRules.name,
  columns: [...patternColumns, 'budgetLine', 'toProject', 'category', 'outside'],
  severity: 'error',
  check: (cells) => {
    const isFilled = (name: string): boolean => (cells[name] ?? null) !== null && cells[name] !== false;
    if (!patternColumns.some((name) => isFilled(name) && !/^\*+$/.test(String(cells[name])))) {
      return 'A ledger rule needs a pattern: of account, vendor, description, project or organization.';
    }
    const targets = [isFilled('budgetLine'), isFilled('toProject') || isFilled('category'), isFilled('outside')];
    return targets.filter(Boolean).length === 1
      ? null
      : 'A ledger rule leads to one place: a budget line, or a project or cost category, or not of this plan.';
  },
};
