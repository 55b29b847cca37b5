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
  /**
   * The program at each revision to which unfinished updates of a workbook led, the latest last: remembered while the workbook says
   * so, or a download, which is refused where a restore has ended the history of one of them [REV8].
   */
  reachedBy(
    workbook: Pick<WorkbookMetadata, 'program' | 'updating'>,
    tables: readonly string[],
  ): Promise<ServerOutcome<readonly ProgramState[]>>;
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
  /** Of the workbook whose update is unfinished: it is looked at again and again until somebody syncs. */
  let led: readonly Remembered[] = [];
  const remember: BaseMemory['remember'] = (program, tables, state, hash) => {
    last = { program, tables: new Set(tables), state, hash };
  };
  // [REV8] A revision of that number from before a restore is another one; who does not say which means the workbook's.
  const at = (place: Place): Remembered | null => (last !== null && isOf(last, place) ? last : null);
  const known: BaseMemory['known'] = (place, tables) => {
    const found = at(place);
    return found !== null && hasAll(found, tables) ? found.state : null;
  };
  const download = async (
    { program, revision, hash }: Required<Place>,
    tables: readonly string[],
  ): Promise<ServerOutcome<Remembered>> => {
    const rows = await server.rowsAt(program, revision, tables, hash);
    if (!rows.ok) return rows;
    return { ok: true, value: { program, tables: new Set(tables), state: programState(rows.value), hash } };
  };
  const hashOf: BaseMemory['hashOf'] = (place) => place.hash ?? at(place)?.hash ?? '';
  return {
    remember,
    known,
    hashOf,
    async reachedBy({ program, updating }, tables) {
      const reached: Remembered[] = [];
      for (const to of tables.length === 0 ? [] : (updating?.to ?? [])) {
        const place = { program, ...to };
        const before = led.find((one) => isOf(one, place) && hasAll(one, tables));
        const found = before === undefined ? await download(place, tables) : { ok: true as const, value: before };
        if (!found.ok) return found;
        reached.push(found.value);
      }
      led = reached;
      return { ok: true, value: reached.map(({ state }) => state) };
    },
    async baseAt(place, tables) {
      const { revision } = place;
      if (revision === 0 || tables.length === 0) return { ok: true, value: { ...emptyProgram, revision } };
      const asked = { ...place, hash: place.hash ?? '' };
      const remembered = known(asked, tables);
      if (remembered !== null) return { ok: true, value: remembered };
      const found = await download(asked, tables);
      if (!found.ok) return found;
      last = found.value;
      return { ok: true, value: last.state };
    },
  };
}

function hasAll({ tables }: Remembered, asked: readonly string[]): boolean {
  return asked.every((table) => tables.has(table));
}

function isOf(known: Remembered, { program, revision, hash }: Place): boolean {
  const isAsked = known.program === program && known.state.revision === revision;
  return isAsked && (hash === undefined || known.hash === hash);
}
