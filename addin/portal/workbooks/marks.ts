import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { refusalLines } from '../../../shared/sync/refusal-lines.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import type { Mark } from './marked-copy.ts';
import { conflictLines } from './return-words.ts';

export const markHeaders = ['Where', 'In your file', 'In the plan', 'Before', 'What it is about'] as const;

/** What of a returned file is open or was not taken, a line each: what a marked copy shows. */
export function marksOf(reply: WorkbookReply, names: CodeNames): Mark[] {
  const placeOf = (table: string, row: string, column: string | null): Mark['place'] => {
    const found = reply.places?.find((each) => each.table === table && each.row === row && each.column === column);
    return found === undefined ? null : { sheet: found.sheet, cell: found.cell };
  };
  const lines = conflictLines(reply, names);
  const conflicts = reply.conflicts.flatMap(({ table, row, column }, index): Mark[] => {
    const line = lines[index];
    if (line === undefined) return [];
    const { place, yours, theirs, base } = line;
    const about = 'Somebody else has changed it meanwhile; the plan keeps their value until it is decided.';
    return [{ place: placeOf(table, row, column), line: [place, yours, theirs, base, about] }];
  });
  const refusals = refusalLines(reply.refusals).map(({ first, column, message }): Mark => {
    const { table, row } = first;
    const place = placeWords(table, reply.rowKeys[row] ?? '', column, names);
    return { place: placeOf(table, row, first.column), line: [place, '', '', '', message] };
  });
  return [...conflicts, ...refusals];
}
