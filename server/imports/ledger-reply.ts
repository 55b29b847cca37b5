import { tieOutWords } from '../../shared/ledger/tie-out.ts';
import { SHOWN_OF_IMPORT } from '../../shared/protocol/imports.ts';
import type { LedgerReply } from '../../shared/protocol/ledger.ts';
import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';
import { importReplyOf } from './import-reply.ts';
import type { LedgerOutcome } from './ledger-outcome.ts';

/** A ledger import in the words of the wire; of long lists the first ones. */
export function ledgerReplyOf(outcome: LedgerOutcome): LedgerReply {
  const { plan, sums, tieOut } = outcome;
  return {
    ...importReplyOf(outcome),
    ledger: {
      into: plan.into,
      sums,
      control: controlOf(outcome),
      months: monthsOf(outcome),
      late: plan.late.slice(0, SHOWN_OF_IMPORT),
      flags: flagsOf(outcome),
      tieOut: tieOut && { ...tieOut, months: [...tieOut.months], unsaid: [...tieOut.unsaid] },
      tieOutWords: tieOut && tieOutWords(tieOut),
    },
  };
}

/** [V33] */
function controlOf({ control: { total }, sums }: LedgerOutcome): LedgerReply['ledger']['control'] {
  if (total === undefined) return null;
  const difference = total - sums.total.cents;
  const [own, ledger] = [formatMoney(sums.total.cents), formatMoney(total)];
  const message = `Import total ${own} differs from ledger control total ${ledger} by ${formatMoney(difference)}.`;
  return { total, difference, message: difference === 0 ? null : message };
}

/** What the file posts, by the month of its dates. */
function monthsOf({ plan }: LedgerOutcome): LedgerReply['ledger']['months'] {
  const sums = new Map<string, number>();
  if (plan.into === 'commitments') return [];
  for (const { dated, fate } of plan.ledgerRows) {
    if (dated === null || fate.kind === 'outside') continue;
    const month = dated.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + (fate.cents ?? 0));
  }
  return [...sums].map(([period, cents]) => ({ period, cents })).toSorted((a, b) => (a.period < b.period ? -1 : 1));
}

/** [V26, V27] Facts of the ledger that a rule of the budget would have refused somebody who types them. */
function flagsOf({ plan, reply }: LedgerOutcome): LedgerReply['ledger']['flags'] {
  return (reply?.warnings ?? [])
    .flatMap(({ rule, message, row }) => {
      const number = row === null ? undefined : plan.rowOf.get(row);
      return number === undefined ? [] : [{ row: number, rule, message }];
    })
    .toSorted((a, b) => a.row - b.row)
    .slice(0, SHOWN_OF_IMPORT);
}
