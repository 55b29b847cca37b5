import type { ChangeView, DraftLine } from '../../../shared/protocol/budget-changes.ts';
import { changeLines } from '../../../shared/tables/change-lines.ts';
import type { changes } from '../../../shared/tables/changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { parseTypedValue } from '../review/parse-typed-value.ts';

export type ChangeType = (typeof changes.columns.type.values)[number];

/** A line of a budget change as it is being typed. */
export interface TypedLine {
  /** Tells lines apart while they are typed; means nothing else. */
  readonly key: string;
  /** Budget Line ID. */
  readonly budgetLine: string;
  /** Dollars as typed: plus adds to the line, minus takes from it. */
  readonly amount: string;
  readonly note: string;
}

/** A budget change as it is being put together. */
export interface TypedChange {
  /** Names it for the server as long as it is not sent, in the browser that keeps it, too: sent twice it is one. */
  readonly key: string;
  readonly title: string;
  readonly reason: string;
  /** Null: the one that the rules ask for. */
  readonly type: ChangeType | null;
  /** Of what goes before the Board; empty: not known yet. */
  readonly reportNumber: string;
  readonly boardDate: string;
  readonly lines: readonly TypedLine[];
}

/** A change in which nothing was typed yet. */
export function newTypedChange(lines: readonly TypedLine[]): TypedChange {
  return { key: crypto.randomUUID(), title: '', reason: '', type: null, reportNumber: '', boardDate: '', lines };
}

/** What a typed line comes to. */
export type ReadLine =
  | { readonly kind: 'empty' }
  /** One of its fields is missing or cannot be read; in a sentence. */
  | { readonly kind: 'open'; readonly field: 'budgetLine' | 'amount'; readonly says: string }
  | { readonly kind: 'whole'; readonly line: DraftLine & { readonly budgetLine: string } };

/** Reads a typed line. `isKnown` says whether there is a budget line of an id. */
export function readLine({ budgetLine, amount, note }: TypedLine, isKnown: (id: string) => boolean): ReadLine {
  const id = budgetLine.trim();
  if (id === '' && amount.trim() === '') return { kind: 'empty' };
  if (id === '') return { kind: 'open', field: 'budgetLine', says: 'Choose the budget line.' };
  if (!isKnown(id))
    return { kind: 'open', field: 'budgetLine', says: `The plan has no budget line ${id}. Choose one of the list.` };
  const read = parseTypedValue(changeLines.columns.amount, amount);
  if (!read.ok)
    return { kind: 'open', field: 'amount', says: 'Type dollars and cents, such as 2,500.00 or -2,500.00.' };
  if (typeof read.value !== 'number')
    return { kind: 'open', field: 'amount', says: 'Type how much it gets, or with a minus gives.' };
  return {
    kind: 'whole',
    line: { budgetLine: id, amount: read.value, ...(note.trim() === '' ? {} : { note: note.trim() }) },
  };
}

/** True where nothing was typed that could be lost. */
export function isUntouched({ title, reason, lines }: TypedChange): boolean {
  return (
    title.trim() === '' && reason.trim() === '' && lines.every((line) => readLine(line, () => true).kind === 'empty')
  );
}

/** Lines with one more; one that stands there empty is filled first. */
export function withLine(typed: TypedChange, line: TypedLine): TypedChange {
  const empty = typed.lines.find((each) => readLine(each, () => true).kind === 'empty');
  const lines =
    empty === undefined
      ? [...typed.lines, line]
      : typed.lines.map((each) => (each === empty ? { ...line, key: empty.key } : each));
  return { ...typed, lines };
}

/** Cents as they are typed: "-2500.00". */
export function typedAmount(cents: number): string {
  return `${cents < 0 ? '-' : ''}${formatMoney(Math.abs(cents)).replaceAll(',', '')}`;
}

/** A change that is there already, to be edited or to be begun anew from. */
export function typedFrom({ change, lines }: ChangeView, newKey: () => string): TypedChange {
  return {
    key: newKey(),
    title: change.title,
    reason: change.reason,
    type: change.type,
    reportNumber: change.reportNumber ?? '',
    boardDate: change.boardDate ?? '',
    lines: lines.map(({ budgetLine, current, note }) => ({
      key: newKey(),
      budgetLine,
      amount: typedAmount(current.net),
      note: note ?? '',
    })),
  };
}
