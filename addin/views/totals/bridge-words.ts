import { bridgeChart } from '../../../shared/charts/bridge-chart.ts';
import type { Chart } from '../../../shared/charts/chart.ts';
import { stepKindWords, stepWords } from '../../../shared/plan/bridge/step-words.ts';
import type { WireBaseline } from '../../../shared/protocol/baselines.ts';
import type { BridgeReply, WireBridgeEntry, WireBridgeStep } from '../../../shared/protocol/bridge.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { counted } from '../cell-words.ts';

/** What stands for "from nothing" among the moments to choose from. */
export const FROM_NOTHING = '';

/** "B3 · Amendment Rep-110-25/26, as of 2026-02-10". */
export function baselineWords({ id, name, asOf }: Pick<WireBaseline, 'id' | 'name' | 'asOf'>): string {
  return `${id} · ${name}, as of ${asOf}`;
}

/** One end of a bridge in words: "Adopted plan (B0)", "2026-10-31", "Revision 148, 2026-10-31". */
export function endWords(end: BridgeReply['from']): string {
  if (end === null) return 'the beginning';
  return end.baseline === null ? `${end.asOf}, revision ${end.revision}` : `${end.baseline.name} (${end.baseline.id})`;
}

export function chartOf({ from, to, start, end, steps }: BridgeReply): Chart {
  const drawn = steps.map((step) => ({ words: stepWords(step), account: step.account, amount: step.amount }));
  return bridgeChart({ from: endWords(from), to: endWords(to), start, end, steps: drawn });
}

/** "+250,000.00 · BC-0031 · Augment the cameras (Rep-110-25/26)". */
export function stepTitle(step: WireBridgeStep): string {
  return `${signed(step.amount)} · ${stepWords(step)}`;
}

/** What is known of a step: its kind, day, person and reason, and how many rows it is made of. */
export function stepLines(step: WireBridgeStep, names: CodeNames): string[] {
  const { kind, date, by, reason, count, account, amount } = step;
  const known = [
    stepKindWords(step),
    date,
    by === null ? null : whoWords(account, withName(names, 'people', by)),
    counted(count, 'row'),
  ];
  const within =
    kind === 'change' && amount === 0 ? ['It moves money within this figure, so that it stays the same.'] : [];
  return [known.filter((each) => each !== null).join(', '), ...(reason === null ? [] : [reason]), ...within];
}

function whoWords(account: WireBridgeStep['account'], by: string): string {
  return account === 'pending' ? `asked for by ${by}` : `approved by ${by}`;
}

/** Where it stands: "Change Lines · Change No. BC-01, Line 1". */
export function entryPlace({ table, key }: WireBridgeEntry, names: CodeNames): string {
  const label = findTable(table)?.label ?? table;
  return key === null ? `${label}: a row that is gone` : placeWords(table, key, null, names);
}

/** "+25,000.00, 2026-01-20, budget line BL-002, revision 14 by Ana: corrected". */
export function entryWords({
  amount,
  before,
  after,
  date,
  line,
  table,
  basis,
  revision,
  by,
  note,
}: WireBridgeEntry): string {
  const moved = before === 0 || after === 0 ? '' : ` (${formatMoney(before)} → ${formatMoney(after)})`;
  const when = date === null ? '' : `, ${date}`;
  const where = line === null || table === 'budgetLines' ? '' : `, budget line ${line}`;
  const said = note === null || note === '' ? '' : `: ${note}`;
  const who = revision === null || by === null ? '' : `, revision ${revision} by ${by}${said}`;
  return `${signed(amount)}${moved}${when}${where}${basisWords(basis)}${who}`;
}

function basisWords(basis: WireBridgeEntry['basis']): string {
  if (basis === null) return '';
  const { before, after } = basis;
  return before === null || before === after
    ? `, by ${after ?? 'nothing any more'}`
    : `, by ${after ?? 'nothing any more'}; before by ${before}`;
}

export function signed(cents: number): string {
  return cents > 0 ? `+${formatMoney(cents)}` : formatMoney(cents);
}
