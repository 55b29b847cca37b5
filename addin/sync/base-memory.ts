import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import { emptyProgram, programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import type { ServerClient } from './server/server-client.ts';
import type { ServerOutcome } from './server/server-problem.ts';

/** What a revision is asked for: which tables, whole, of which program. */
type Place = Pick<WorkbookMetadata, 'program' | 'revision'>;

/** Gives the program at a workbook's revision, which never changes once made. */
export interface BaseMemory {
  /** Nothing at revision 0, else what is remembered, else a download that every HTTP cache may keep. */
  baseAt(place: Place, tables: readonly string[]): Promise<ServerOutcome<ProgramState>>;
  /** The program at a workbook's revision, where it is remembered with these tables. */
  known(place: Place, tables: readonly string[]): ProgramState | null;
  /** Remembers the program as just acknowledged, which is the base of the next sync. `tables` are those it has whole. */
  remember(program: string, tables: readonly string[], state: ProgramState): void;
}

/** Remembers one revision of one program, so that a pane that syncs again need not download what it has. */
export function createBaseMemory(server: Pick<ServerClient, 'rowsAt'>): BaseMemory {
  let last: { readonly program: string; readonly tables: ReadonlySet<string>; readonly state: ProgramState } | null =
    null;
  const remember: BaseMemory['remember'] = (program, tables, state) => {
    last = { program, tables: new Set(tables), state };
  };
  const known: BaseMemory['known'] = ({ program, revision }, tables) =>
    last?.program === program && last.state.revision === revision && tables.every((table) => last?.tables.has(table))
      ? last.state
      : null;
  return {
    remember,
    known,
    async baseAt({ program, revision }, tables) {
      if (revision === 0 || tables.length === 0) return { ok: true, value: { ...emptyProgram, revision } };
      const remembered = known({ program, revision }, tables);
      if (remembered !== null) return { ok: true, value: remembered };
      const rows = await server.rowsAt(program, revision, tables);
      if (!rows.ok) return rows;
      const state = programState(rows.value);
      remember(program, tables, state);
      return { ok: true, value: state };
    },
  };
}
