import type { ImportInput } from '../import/plan-draft.ts';
import { readRows, ROWS_AT_ONCE } from '../import/read-rows.ts';
import { sourceColumns } from '../import/source-columns.ts';
import type { ReadRow } from '../import/read-row.ts';
import type { Steps } from '../sync/steps.ts';
import { keyText } from '../tables/table.ts';
import { commitments } from '../tables/commitments.ts';
import { formatMoney } from '../tables/kinds/number-kinds.ts';
import { orderForm } from './code-forms.ts';
import { identifyLines, type FileLine, type Likeness, type LineIdentity } from './document-lines.ts';
import { hintsOf, isLedgerRow, LedgerDraft, type DraftRow } from './ledger-draft.ts';
import type { LedgerPlan } from './ledger-plan.ts';
import { groupBy, lineIndex, rowsOf, text } from './line-index.ts';
import { matchRow, type LedgerHints } from './match-row.ts';
import { officeRules } from './office-rules.ts';

/** A commitment of the file, readable as far as it has to be. */
interface FileOrder extends DraftRow, FileLine {
  readonly line: number | null;
  readonly cents: number;
  readonly dated: string;
  readonly form: string;
  readonly hints: LedgerHints;
}

interface KnownOrder {
  readonly number: string;
  readonly line: number;
  /** Original and approved change orders. */
  readonly cents: number;
}

/** Plans an export of contracts and purchase orders. Those that the plan has are compared, never changed. */
export function* planOrders(input: ImportInput): Steps<LedgerPlan> {
  const columns = sourceColumns(input.source, input.mapping, input.rows);
  const draft = new LedgerDraft(input, columns, 'commitments');
  const { rows, skipped } = yield* readRows(input.source, columns, (read) => {
    const isOrder = isLedgerRow(read, ['number'], ['awardDate', 'vendor', 'account']);
    draft.fill(read);
    return isOrder;
  });
  const orders = rows.flatMap((read) => fileOrder(draft, read));
  const known = knownOrders(input);
  const [index, rules] = [lineIndex(input.rows), officeRules(input.rows)];
  let count = 0;
  for (const [form, group] of groupBy(orders, ({ form: of }) => of)) {
    const ofPlan = (known.get(form) ?? []).map((of) => ({ line: of.line, bucket: String(of.cents), of }));
    const spelling = known.get(form)?.[0]?.number ?? group.map(({ document }) => document).toSorted()[0] ?? '';
    for (const [order, identity] of identifyLines(group, ofPlan, likenessOf)) {
      if (count++ % ROWS_AT_ONCE === 0) yield undefined;
      if (identity.kind !== 'new') passOrLeaveOut(draft, order, identity);
      else {
        const placed = { ...order, document: spelling, line: identity.line };
        const match = matchRow({ ...order.hints, commitment: '', commitmentLine: null }, index, rules);
        const { cents } = order;
        if (match.kind === 'outside') draft.pass(placed, { kind: 'outside', cents, rule: match.rule });
        else if (match.kind !== 'line') draft.leaveOut(placed, { ...match, why: match.kind, rule: 'LDG2' });
        else {
          const taken = { kind: 'taken', cents, by: match.by, line: match.line.id, rule: match.rule } as const;
          draft.take(placed, cellsOfOrder(placed, match.line.id), taken);
        }
      }
    }
  }
  return draft.done(skipped);
}

function likenessOf({ cents }: FileOrder, known: KnownOrder): Likeness {
  return cents === known.cents ? 'same' : 'other';
}

function fileOrder(draft: LedgerDraft, read: ReadRow): FileOrder[] {
  const amount = read.cells.get('amount');
  const cents = typeof amount === 'number' ? amount : null;
  const dated = text(read.cells.get('awardDate')) || null;
  const document = text(read.cells.get('number'));
  const line = Number(read.cells.get('line') ?? 0) || null;
  const row = { read, document, line, dated, cents };
  if (draft.refuseUnreadable(row, ['number', 'vendor', 'awardDate', 'amount'])) return [];
  if (cents === null || dated === null) return [];
  if (cents < 0) {
    const message = `Commitment ${document} cannot be below zero. What takes something back is a change order of it.`;
    draft.leaveOut(row, { why: 'unreadable', rule: 'V06', column: 'amount', message });
    return [];
  }
  const hints = hintsOf(read);
  const same = JSON.stringify([dated, cents, hints.account, hints.project, hints.budgetLine]);
  return [
    {
      read,
      document,
      line,
      dated,
      cents,
      form: orderForm(document),
      hints,
      row: read.row.number,
      same,
      bucket: String(cents),
    },
  ];
}

function knownOrders({ rows }: ImportInput): Map<string, KnownOrder[]> {
  const changed = new Map<string, number>();
  for (const { commitment = null, commitmentLine = null, amount, status } of rowsOf(rows, 'commitmentChanges')) {
    if (status !== 'Approved') continue;
    const key = keyText([commitment, commitmentLine]);
    changed.set(key, (changed.get(key) ?? 0) + Number(amount));
  }
  const orders = rowsOf(rows, 'commitments').map(({ number = null, line = null, original }): KnownOrder => {
    const cents = Number(original) + (changed.get(keyText([number, line])) ?? 0);
    return { number: text(number), line: Number(line), cents };
  });
  return groupBy(orders, ({ number }) => orderForm(number));
}

function cellsOfOrder({ read, document, line, dated, cents }: FileOrder, budgetLine: string) {
  const [vendor, description, words] = ['vendor', 'description', 'type'].map((name) => text(read.cells.get(name)));
  const { type, description: column } = commitments.columns;
  return {
    number: document,
    line,
    budgetLine,
    vendor: vendor ?? '',
    type: type.values.find((value) => value.toLowerCase() === words?.toLowerCase()) ?? 'PO',
    description: (description || `Order to ${vendor}`).slice(0, column.maxLength),
    awardDate: dated,
    original: cents,
    status: 'Open',
  };
}

function passOrLeaveOut(
  draft: LedgerDraft,
  order: FileOrder,
  identity: Exclude<LineIdentity<KnownOrder>, { kind: 'new' }>,
): void {
  const { cents, document } = order;
  const placed = { ...order, line: identity.line ?? order.line };
  switch (identity.kind) {
    case 'known':
      return draft.pass(placed, { kind: 'duplicate', cents, of: 'plan' });
    case 'repeated':
      return draft.pass(placed, { kind: 'duplicate', cents, of: 'file' });
    case 'differs': {
      const { of } = identity;
      const message = `Commitment ${document} line ${of.line} is ${formatMoney(cents)} in the ledger and ${formatMoney(of.cents)} in the plan. Enter a change order of ${formatMoney(cents - of.cents)}.`;
      return draft.leaveOut(placed, { why: 'tolerance', rule: 'LDG3', column: 'amount', message });
    }
    case 'twins': {
      const message = `Commitment ${document} stands in row ${identity.others.slice(0, 3).join(', ')} too. Number its lines, or keep one of them.`;
      return draft.leaveOut(placed, { why: 'twins', rule: 'V32', column: 'number', message });
    }
  }
}
