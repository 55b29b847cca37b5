import { proposalWords } from '../../../shared/import/proposal-words.ts';
import type { ProposalKind } from '../../../shared/import/import-mapping.ts';
import type {
  ImportReply,
  WireImportColumn,
  WireImportException,
  WireProposal,
} from '../../../shared/protocol/imports.ts';
import { findImportTable, importTableNamed } from '../../../shared/import/import-table-named.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { formatCell } from '../../../shared/tables/kinds/kind-of.ts';
import { columnLabel } from '../../../shared/tables/table.ts';
import { counted } from '../../views/cell-words.ts';

const PER_CENT = 100;
const SURE = 0.85;

/** A value of the plan as a person reads it; nothing as "nothing". */
export function importValue(table: string, column: string, value: Cell): string {
  const definition = findImportTable(table)?.columns[column];
  const text = definition ? formatCell(definition, value) : String(value ?? '');
  return text === '' ? 'nothing' : text;
}

/** How a header came to its column: "sure, 95 %", "please check, 60 %", "as last time". */
export function surenessWords({ by, confidence, column }: WireImportColumn): string {
  if (by === 'person') return 'as you say';
  if (by === 'remembered') return 'as last time';
  if (by === 'layout') return 'by the publisher’s layout';
  if (column === null) return 'not taken';
  const percent = `${Math.round(confidence * PER_CENT)} %`;
  return confidence >= SURE ? `sure, ${percent}` : `please check, ${percent}`;
}

/** "Codes that have lost their leading zeros (3), such as A6: 501 as 0501" */
export function kindWords({ proposals, table }: ImportReply, kind: ProposalKind, count: number): string {
  const example = proposals.find((proposal) => proposal.kind === kind);
  const such = example === undefined ? '' : `, such as ${proposalLine(table, example)}`;
  return `${proposalWords[kind]} (${count})${such}`;
}

/** "A6: 501 as 0501" */
export function proposalLine(table: string, { cell, column, value, reads }: WireProposal): string {
  return `${cell}: ${value === '' ? 'blank' : value} as ${importValue(table, column, reads)}`;
}

/** The same thing said of several cells, once. */
export interface ExceptionLine {
  /** "F3, Board District, 9"; of several cells "Row 3, row 4 and 12 more, Site Type" */
  readonly place: string;
  readonly message: string;
}

const SHOWN_CELLS = 8;

export function exceptionLines({ exceptions, table }: Pick<ImportReply, 'exceptions' | 'table'>): ExceptionLine[] {
  const groups = new Map<string, WireImportException[]>();
  for (const exception of exceptions) {
    const key = JSON.stringify([exception.column, exception.message]);
    groups.set(key, [...(groups.get(key) ?? []), exception]);
  }
  return [...groups.values()].map((group) => ({ place: placeOf(table, group), message: group[0]?.message ?? '' }));
}

function placeOf(table: string, group: readonly WireImportException[]): string {
  const [first] = group;
  if (!first) return '';
  const cells = group.slice(0, SHOWN_CELLS).map(({ cell, row }) => (cell === '' ? `row ${row}` : cell));
  const rest = group.length - cells.length;
  const label = first.column === null ? '' : columnLabel(importTableNamed(table), first.column);
  const places = cells.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  const isSame = group.every(({ value }) => value === first.value);
  return [capital(places), label, isSame ? first.value : ''].filter((part) => part !== '').join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What taking it in would do, in a sentence or three. */
export function outlookWords({ counts, table }: ImportReply): string {
  const { inserts, updates, unchanged, waiting, exceptions } = counts;
  const parts = [
    `${importTableNamed(table).label}: ${counted(inserts, 'new row')}, ${updates.toLocaleString('en-US')} changed, ${unchanged.toLocaleString('en-US')} as they are.`,
    ...(waiting > 0 ? [`${counted(waiting, 'row')} ${waiting === 1 ? 'waits' : 'wait'} for your word below.`] : []),
    ...(exceptions > 0
      ? [`${counted(exceptions, 'row')} can’t go in as ${exceptions === 1 ? 'it is' : 'they are'}.`]
      : []),
  ];
  return parts.join(' ');
}

/** What has happened: is my work safe, and what next. */
export function takenWords({ committed, counts }: ImportReply): string {
  const left = counts.exceptions + counts.waiting;
  const rest = left === 0 ? 'Nothing was left out.' : `${counted(left, 'row')} stayed out; your file is as it was.`;
  if (committed === null) return `The plan has all of this already. ${rest}`;
  return `${counted(counts.inserts + counts.updates, 'row')} went into the plan as revision ${committed}. ${rest} The pane’s History can undo it as a whole.`;
}

/** A text of a list column that is none of the list, and how many rows hold it: one answer settles them all. */
export interface UnknownWord {
  readonly column: string;
  readonly text: string;
  readonly count: number;
  readonly choices: readonly string[];
}

export function unknownWords({ exceptions, table }: ImportReply): UnknownWord[] {
  const found = new Map<string, UnknownWord>();
  for (const { column, value, rule } of exceptions) {
    const definition = column === null ? undefined : findImportTable(table)?.columns[column];
    if (column === null || rule !== 'V05' || definition?.kind !== 'list') continue;
    const key = `${column} ${value}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { column, text: value, count, choices: definition.values });
  }
  return [...found.values()];
}
