import { useRef, useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { SyncReply } from '../../../shared/protocol/sync.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { Choice } from '../../../shared/sync/apply/decide.ts';
import { useTries } from '../../components/use-tries.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { settleDecisions } from '../../sync/settle-decisions.ts';
import type { BulkPreview } from '../../views/review/bulk-decision.ts';
import { decidedMany, decidedOne, type Decided } from '../../views/review/decided.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { isUnanswered, type PortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

/** Decisions told at a time; older ones are in History. */
const TOLD = 3;

/** The conflicts of a returned workbook as they are decided, one by one or many at once. */
export interface Decisions {
  /** Those still open. */
  readonly conflicts: readonly OpenConflict[];
  readonly told: readonly Decided[];
  /** Why the plan did not take the last decision, if it did not. */
  readonly refused: readonly string[];
  readonly problem: PortalProblem | null;
  readonly isBusy: boolean;
  readonly decide: (conflict: OpenConflict, choice: Choice) => void;
  readonly decideAll: (preview: BulkPreview) => void;
}

interface Asked {
  readonly server: PortalServer;
  readonly program: WireProgram;
  /** What the workbook came to when it was taken over. */
  readonly reply: WorkbookReply;
  /** The plan may have changed. */
  readonly onChanged: () => void;
}

/** [CON3] Decides conflicts through the sync route, under the workbook that was returned: history keeps who chose what. */
export function useDecisions({ server, program, reply, onChanged }: Asked): Decisions {
  const names = useCodeNames();
  const [conflicts, setConflicts] = useState(() => openConflicts(reply, reply.rowKeys));
  const [told, setTold] = useState<readonly Decided[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<PortalProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const running = useRef(false);
  const tries = useTries();

  const send = async (chosen: readonly { conflict: OpenConflict; choice: Choice }[], line: Decided): Promise<void> => {
    if (reply.file === undefined || running.current) return;
    running.current = true;
    setBusy(true);
    const decisions = chosen.map(({ conflict, choice }) => ({ conflict: conflict.id, choice }));
    const settled = settleDecisions({ decisions, open: conflicts });
    const asked = {
      file: reply.file,
      edits: settled.flatMap(({ meaning }) => meaning.edits),
      decisions: settled.flatMap(({ covered }) => covered),
    };
    const outcome = await server.decide(program.id, { ...asked, syncId: tries.idOf(asked) });
    if (outcome.ok || !isUnanswered(outcome.problem)) tries.end();
    running.current = false;
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    const { value } = outcome;
    setRefused(value.refusals.map(({ message }) => message));
    const covered = new Set(settled.flatMap((each) => each.covered.map(({ conflict }) => conflict)));
    const left = stillOpen(conflicts, covered, value, reply.rowKeys);
    setConflicts(left);
    const places = new Set(left.map(placeOf));
    const isDone = chosen.every(({ conflict }) => !places.has(placeOf(conflict)));
    if (isDone) setTold((lines) => [line, ...lines].slice(0, TOLD));
    onChanged();
  };
  return {
    conflicts,
    told,
    refused,
    problem,
    isBusy,
    decide: (conflict, choice) => {
      // What was chosen can be undone in a workbook; here it is in the plan already.
      const line = { ...decidedOne(conflict, choice, names), undo: [] };
      void send([{ conflict, choice }], line);
    },
    decideAll: (preview) => {
      const choice = { kind: preview.kind };
      void send(
        preview.conflicts.map((conflict) => ({ conflict, choice })),
        { ...decidedMany(preview), undo: [] },
      );
    },
  };
}

function openConflicts({ conflicts }: Pick<SyncReply, 'conflicts'>, rowKeys: WorkbookReply['rowKeys']): OpenConflict[] {
  return conflicts.map((conflict) => ({ ...conflict, rowKey: rowKeys[conflict.row] ?? '' }));
}

/** [CON4] What was decided goes; where the plan has moved again meanwhile, or a rule stood against it, the cell stays. */
export function stillOpen(
  before: readonly OpenConflict[],
  covered: ReadonlySet<string>,
  { conflicts, refusals }: Pick<SyncReply, 'conflicts' | 'refusals'>,
  rowKeys: WorkbookReply['rowKeys'],
): OpenConflict[] {
  const anew = openConflicts({ conflicts }, rowKeys);
  const replaced = new Set(anew.map(placeOf));
  const isRefused = ({ table, row, column }: OpenConflict): boolean =>
    refusals.some(
      (each) => each.table === table && each.row === row && (each.column === null || each.column === column),
    );
  const kept = before.filter(
    (conflict) => !replaced.has(placeOf(conflict)) && (!covered.has(conflict.id) || isRefused(conflict)),
  );
  return [...kept, ...anew];
}

function placeOf({ table, row, column }: OpenConflict): string {
  return `${table} ${row} ${column}`;
}
