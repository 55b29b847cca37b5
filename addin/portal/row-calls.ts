import { rowsReply } from '../../shared/protocol/cells.ts';
import { programNames } from '../../shared/sync/program-names.ts';
import { programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import { namedTables, noNames, type CodeNames } from '../../shared/tables/code-names.ts';
import { keyOf } from '../../shared/tables/table.ts';
import { queryText } from '../sync/server/query-text.ts';
import type { AskedMoment } from './asked-moment.ts';
import type { Asks } from './asks.ts';
import type { PortalOutcome } from './portal-problem.ts';
import { programPath } from './program-path.ts';

export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

/** Tables from whose rows one is chosen. */
type CodedTable = 'people' | 'projects' | 'sites';

/** A budget change that there can be a packet of. */
export interface ListedChange {
  readonly number: string;
  readonly title: string;
  readonly status: string;
}

/** Rows of the plan's tables, and what is read off them. */
export interface RowCalls {
  /** Whole tables at a moment, or at a revision; with a day or a baseline their computed columns are of it. */
  tables(
    program: string,
    names: readonly TableName[],
    moment: AskedMoment,
    at?: number,
  ): Promise<PortalOutcome<ProgramState>>;
  /** Codes of a table with their names, in the order of the codes. `at`: a revision; absent: the head. */
  codesOf(program: string, table: CodedTable, at?: number): Promise<PortalOutcome<readonly NamedCode[]>>;
  /** [FB6] Names of the program's codes at a revision, which the browser may keep. */
  codeNames(program: string, revision: number): Promise<PortalOutcome<CodeNames>>;
  /** Budget changes by their numbers. */
  changes(program: string): Promise<PortalOutcome<readonly ListedChange[]>>;
}

/** Which rows are read. `computed`: none where only codes and names are told. */
type RowsAsked = Partial<AskedMoment> & {
  readonly tables: string;
  readonly at?: number | undefined;
  readonly computed?: 'none';
};

export function rowCalls({ get }: Pick<Asks, 'get'>): RowCalls {
  const readRows = async <T>(
    program: string,
    query: RowsAsked,
    read: (state: ProgramState) => T,
  ): Promise<PortalOutcome<T>> => {
    const rows = await get(rowsReply, `${programPath(program)}/rows${queryText(query)}`);
    return rows.ok ? { ok: true, value: read(programState(rows.value)) } : rows;
  };
  return {
    tables: (program, names, moment, at) =>
      readRows(program, { ...moment, at, tables: names.join() }, (state) => state),
    codesOf: (program, table, at) =>
      readRows(program, { at, tables: table, computed: 'none' }, (state) => namedCodes(state, table)),
    codeNames: async (program, revision) => {
      if (revision === 0) return { ok: true, value: noNames };
      const tables = namedTables.map(({ name }) => name).join();
      return readRows(program, { at: revision, tables, computed: 'none' }, programNames);
    },
    changes: (program) => readRows(program, { tables: 'changes', computed: 'none' }, listedChanges),
  };
}

function namedCodes({ tables }: ProgramState, name: CodedTable): NamedCode[] {
  const table = tableNamed(name);
  const found = [...(tables.get(name)?.values() ?? [])].map((cells) => ({
    code: keyOf(table, cells),
    name: String(cells['name'] ?? ''),
  }));
  return found.sort((left, right) => (left.code < right.code ? -1 : 1));
}

/** The newest first, as far as numbers tell it. */
function listedChanges({ tables }: ProgramState): ListedChange[] {
  const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
  const changes = [...(tables.get('changes')?.values() ?? [])].map(({ number, title, status }) => ({
    number: textOf(number),
    title: textOf(title),
    status: textOf(status),
  }));
  return changes.sort((a, b) => b.number.localeCompare(a.number));
}
