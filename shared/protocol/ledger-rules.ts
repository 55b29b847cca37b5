import { z } from 'zod';
import { seenHash, toldHash, wireRevision } from './cells.ts';

const LONGEST = 500;
const words = z.string().max(LONGEST).nullable();

/** A rule as it is written; null: nothing is said. */
export const ledgerRule = z
  .strictObject({
    order: z.number().int().min(1),
    account: words,
    vendor: words,
    description: words,
    project: words,
    org: words,
    budgetLine: words,
    toProject: words,
    category: words,
    outside: z.boolean().nullable(),
    note: words,
  })
  .meta({ id: 'LedgerRule' });

export type WireLedgerRule = z.infer<typeof ledgerRule>;

export const ledgerRulesReply = z
  .object({
    revision: wireRevision,
    hash: toldHash,
    mayEdit: z.boolean(),
    rules: z
      .array(z.object({ row: z.string(), rule: ledgerRule }))
      .meta({ description: 'In the order in which they are tried.' }),
  })
  .meta({ id: 'LedgerRules' });

export type LedgerRulesReply = z.infer<typeof ledgerRulesReply>;

export const ledgerRuleRequest = z
  .strictObject({
    syncId: z.string().min(1).max(80),
    seen: wireRevision.meta({ description: 'The revision in which the rules were seen.' }),
    hash: seenHash,
    row: z.string().max(80).nullable().meta({ description: 'Row ID of the rule; null: a new one.' }),
    rule: ledgerRule.nullable().meta({ description: 'What it becomes; null: it goes.' }),
  })
  .meta({ id: 'LedgerRuleRequest' });

export type LedgerRuleRequest = z.infer<typeof ledgerRuleRequest>;
