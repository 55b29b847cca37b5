import type { ServerClient } from '../../sync/server/server-client.ts';
import type { ServerOutcome } from '../../sync/server/server-problem.ts';

/** A workbook as it was opened. */
export interface OpenedWorkbook {
  readonly program: string;
  readonly workbook: string;
  readonly revision: number;
}

/** What the program's history says about a workbook that has just been opened. */
export interface WorkbookOrigin {
  /** Somebody else who last synced under the same workbook id; null: nobody. */
  readonly usedBy: string | null;
  /** The file is older than its own last sync; null: it is not. */
  readonly oldCopy: OldCopy | null;
}

export interface OldCopy {
  readonly revision: number;
  /** When the file's revision was made, ISO 8601; null: it holds nothing yet. */
  readonly madeAt: string | null;
  /** Cells that are others in the program now. */
  readonly changed: number;
}

/** Asks whether this file is used by somebody else as well, or has been overtaken by a later copy of itself. */
export async function workbookOrigin(
  server: Pick<ServerClient, 'history' | 'compare'>,
  opened: OpenedWorkbook,
  me: string,
): Promise<ServerOutcome<WorkbookOrigin>> {
  const { program, workbook, revision } = opened;
  const newest = await server.history(program, { workbook, limit: 1 });
  if (!newest.ok) return newest;
  const [last] = newest.value.revisions;
  const usedBy = last === undefined || last.by === me ? null : last.by;
  if (last === undefined || last.revision <= revision) return { ok: true, value: { usedBy, oldCopy: null } };
  const [compared, made] = [await server.compare(program, revision), await madeAt(server, program, revision)];
  if (!compared.ok) return compared;
  if (!made.ok) return made;
  return {
    ok: true,
    value: { usedBy, oldCopy: { revision, madeAt: made.value, changed: compared.value.changes.length } },
  };
}

/** When a revision was made: the newest one of the history page that begins right after the revision above it. */
async function madeAt(
  server: Pick<ServerClient, 'history'>,
  program: string,
  revision: number,
): Promise<ServerOutcome<string | null>> {
  const page = await server.history(program, { cursor: `${revision + 1}.999999999`, limit: 1 });
  if (!page.ok) return page;
  return { ok: true, value: page.value.revisions[0]?.at ?? null };
}
