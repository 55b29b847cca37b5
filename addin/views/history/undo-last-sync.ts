import type { Comparison } from '../../../shared/protocol/compare.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import type { Result } from '../../components/result-notice.tsx';
import type { ServerClient } from '../../sync/server/server-client.ts';
import type { ServerOutcome } from '../../sync/server/server-problem.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import { problemSentence } from './restore-cell.ts';
import { undoReport, undoResultWords, type UndoReport } from './undo-report.ts';

type Comparer = Pick<ServerClient, 'compare'>;

/** What undoing a revision would do. Two requests. */
export async function previewUndo(
  server: Comparer,
  program: string,
  revision: number,
): Promise<ServerOutcome<UndoReport>> {
  const [made, since] = [await whatItDid(server, program, revision), await server.compare(program, revision)];
  if (!made.ok) return made;
  return since.ok ? { ok: true, value: undoReport(made.value.changes, since.value.changes) } : since;
}

function whatItDid(server: Comparer, program: string, revision: number): Promise<ServerOutcome<Comparison>> {
  return server.compare(program, revision - 1, revision);
}

/** Undoes this workbook's last sync and tells what has come of it, from what the plan holds afterwards. */
export async function undoLastSync(
  session: Pick<SyncSession, 'undo'>,
  server: Comparer,
  program: string,
  revision: number,
  names: CodeNames,
): Promise<Result> {
  const { problem, undoable } = await session.undo();
  if (undoable === revision) {
    return { intent: 'warning', text: problem === null ? 'Nothing was undone.' : problemSentence(problem) };
  }
  const [made, still] = [await whatItDid(server, program, revision), await server.compare(program, revision - 1)];
  const done =
    made.ok && still.ok
      ? undoResultWords(revision, undoReport(made.value.changes, still.value.changes), names)
      : `Revision ${revision} is undone. History shows what was set back.`;
  return problem === null
    ? { intent: 'success', text: done }
    : { intent: 'warning', text: `${done} ${problemSentence(problem)}` };
}
