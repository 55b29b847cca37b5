import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import { emptyProgram, programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import type { ServerClient } from './server/server-client.ts';
import type { ServerOutcome } from './server/server-problem.ts';

/** What a revision is asked for: which tables, whole, of which program. */
type Place = Pick<WorkbookMetadata, 'program' | 'revision' | 'hash'>;

/** Gives the program at a workbook's revision, which never changes once made. */
export interface BaseMemory {
  /** Nothing at revision 0, else what is remembered, else a download that every HTTP cache may keep. */
  baseAt(place: Place, tables: readonly string[]): Promise<ServerOutcome<ProgramState>>;
  /** The program at a workbook's revision, where it is remembered with these tables. */
  known(place: Place, tables: readonly string[]): ProgramState | null;
  /** By which hash a revision is known; '': not known. */
  hashOf(place: Place): string;
  /**
   * Remembers the program as just acknowledged, which is the base of the next sync, and by which hash ('': not known).
   * `tables` are those it has whole.
   */
  remember(program: string, tables: readonly string[], state: ProgramState, hash: string): void;
}

interface Remembered {
  readonly program: string;
  readonly tables: ReadonlySet<string>;
  readonly state: ProgramState;
  readonly hash: string;
}

/** Remembers one revision of one program, so that a pane that syncs again need not download what it has. */
export function createBaseMemory(server: Pick<ServerClient, 'rowsAt'>): BaseMemory {
  let last: Remembered | null = null;
  const remember: BaseMemory['remember'] = (program, tables, state, hash) => {
    last = { program, tables: new Set(tables), state, hash };
  };
  // [REV8] A revision of that number from before a restore is another one; who does not say which means the workbook's.
  const at = ({ program, revision, hash }: Place): Remembered | null =>
    last?.program === program && last.state.revision === revision && (hash === undefined || last.hash === hash)
      ? last
      : null;
  const known: BaseMemory['known'] = (place, tables) => {
    const found = at(place);
    return found !== null && tables.every((table) => found.tables.has(table)) ? found.state : null;
  };
  const hashOf: BaseMemory['hashOf'] = (place) => place.hash ?? at(place)?.hash ?? '';
  return {
    remember,
    known,
    hashOf,
    async baseAt(place, tables) {
      const { program, revision } = place;
      if (revision === 0 || tables.length === 0) return { ok: true, value: { ...emptyProgram, revision } };
      const asked = { ...place, hash: place.hash ?? '' };
      const remembered = known(asked, tables);
      if (remembered !== null) return { ok: true, value: remembered };
      const rows = await server.rowsAt(program, revision, tables, asked.hash);
      if (!rows.ok) return rows;
      const state = programState(rows.value);
      remember(program, tables, state, asked.hash);
      return { ok: true, value: state };
    },
  };
}
