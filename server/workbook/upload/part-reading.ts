import type { Edit } from '../../../shared/sync/edit.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { HeldRows } from '../../../shared/sync/read/find-edits.ts';
import type { Reading } from '../../../shared/sync/read/read-tables.ts';
import type { PartRows, WorkbookPart } from '../../../shared/tables/part-rows.ts';

/** [W17] The program as far as the file was given it: what it does not hold besides was never in it, so nobody deleted it. */
export function givenRows(program: ProgramState, part: WorkbookPart): ProgramState {
  const given = new Map(part.rows.map(({ table, own, named }) => [table, new Set([...own, ...named])]));
  const tables = [...program.tables].map(
    ([table, rows]) => [table, new Map([...rows].filter(([row]) => given.get(table)?.has(row) === true))] as const,
  );
  return { ...program, tables: new Map(tables) };
}

interface PartReading {
  readonly reading: Reading;
  /** Edits of rows that were given for their names only: they are told, and not taken. */
  readonly touched: readonly Edit[];
}

/** [W17] What the file changed in its own rows, apart from what it changed in rows that were there for their names. */
export function readPart(reading: Reading, { rows }: WorkbookPart): PartReading {
  const named = new Map(rows.map((ofTable: PartRows) => [ofTable.table, new Set(ofTable.named)]));
  const isNamed = ({ table, row }: { readonly table: string; readonly row: string }): boolean =>
    named.get(table)?.has(row) === true;
  const own = (held: HeldRows): HeldRows =>
    new Map(
      [...held].flatMap(([table, ids]) => {
        const left = ids.filter((row) => !isNamed({ table, row }));
        return left.length === 0 ? [] : [[table, left] as const];
      }),
    );
  return {
    reading: {
      ...reading,
      edits: reading.edits.filter((edit) => !isNamed(edit)),
      refusals: reading.refusals.filter((refusal) => !isNamed(refusal)),
      unconfirmed: own(reading.unconfirmed),
      cleared: own(reading.cleared),
    },
    // One that is missing from the file has been tidied away: nothing was deleted.
    touched: reading.edits.filter((edit) => isNamed(edit) && edit.kind !== 'delete'),
  };
}
