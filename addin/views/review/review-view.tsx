import { Text } from '@fluentui/react-components';
import type { GivenUp } from '../../sync/put-back.ts';
import { useState } from 'react';
import type { Choice } from '../../../shared/sync/apply/decide.ts';
import type { Cell, CellPlace } from '../../../shared/tables/cell.ts';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import type { SyncOptions, SyncSession } from '../../sync/session/sync-session.ts';
import type { OpenConflict, SyncState } from '../../sync/session/sync-state.ts';
import { onlyPlace } from '../../sync/shown-edits.ts';
import { toReview } from '../to-review.ts';
import { SyncProblem } from '../sync-problem.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { BulkPreview } from './bulk-decision.ts';
import { ConflictList } from './conflict-list.tsx';
import { DecidedLines } from './decided-lines.tsx';
import { decidedMany, decidedOne, type Decided } from './decided.ts';
import { QuestionView } from './question-view.tsx';
import { PaneChangeSection, type PaneChangeDeps } from '../budget-changes/pane-change-section.tsx';
import { changeActions, usePaneChange } from '../budget-changes/use-pane-change.ts';
import { RefusalList } from './refusal-list.tsx';

/** Decisions told at a time; older ones are in History. */
const TOLD = 3;

interface ReviewViewProps {
  readonly session: SyncSession;
  readonly state: SyncState;
  readonly server: PaneChangeDeps['server'];
  readonly openInBrowser: PaneChangeDeps['openInBrowser'];
  readonly onJump: (place: CellPlace) => void;
}

/** Everything that waits for the person's word. */
export function ReviewView({ session, state, server, openInBrowser, onJump }: ReviewViewProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const isBusy = state.phase !== 'resting';
  const [told, setTold] = useState<readonly Decided[]>([]);
  /** What a filter kept from being done, to be done again without it. */
  const [again, setAgain] = useState<((options: SyncOptions) => Promise<void>) | null>(null);
  const { around, expect, forget } = useFocusAfter(state.conflicts.length + state.refusals.length);

  const run = async (
    work: (options: SyncOptions) => Promise<SyncState>,
    line: (after: SyncState) => Decided | null,
  ) => {
    const attempt = async (options: SyncOptions): Promise<void> => {
      const after = await work(options);
      forget();
      setAgain(() => (after.problem?.problem.kind === 'filterOn' ? attempt : null));
      const decided = line(after);
      if (decided !== null)
        setTold((lines) => [decided, ...lines.filter(({ id }) => id !== decided.id)].slice(0, TOLD));
    };
    await attempt({});
  };
  const decide = (conflict: OpenConflict, choice: Choice): void => {
    expect();
    void run(
      (options) => session.decide(conflict.id, choice, options),
      (after) => (isOpen(after, conflict) ? null : decidedOne(conflict, choice, names)),
    );
  };
  const decideAll = (preview: BulkPreview): void => {
    const { conflicts, kind } = preview;
    const decisions = conflicts.map(({ id }) => ({ conflict: id, choice: { kind } }));
    expect();
    void run(
      (options) => session.decideAll(decisions, options),
      (after) => (conflicts.some((conflict) => isOpen(after, conflict)) ? null : decidedMany(preview)),
    );
  };
  const undo = (line: Decided): void => {
    void run(
      (options) => session.setCells(line.undo, options),
      (after) => (after.problem === null ? { ...line, words: line.undone, isUndone: true } : null),
    );
  };
  const mend = (place: CellPlace, value: Cell): void => {
    expect();
    void run(
      async (options) => {
        const set = await session.setCells([{ ...place, value }], options);
        if (set.problem !== null) return set;
        // Just this cell: nothing else of the sheet has been shown here.
        const inspection = await session.inspect();
        return inspection === null
          ? session.state
          : await session.sync({ ...options, shown: onlyPlace(inspection, place) });
      },
      () => null,
    );
  };
  const putBack = (places: readonly GivenUp[]): void => {
    expect();
    void run(
      (options) => session.putBack(places, options),
      () => null,
    );
  };
  const change = usePaneChange(session, state);
  const further = changeActions(state.refusals, (refusals) => {
    expect();
    void run(
      (options) => change.begin(refusals, options),
      () => null,
    );
  });
  const section = <PaneChangeSection {...{ session, state, server, openInBrowser, change }} />;
  if (change.open !== null) return section;
  return (
    <div className={styles.column} ref={around} tabIndex={-1}>
      {section}
      <DecidedLines lines={told} isBusy={isBusy} onUndo={undo} />
      {state.problem !== null && (
        <SyncProblem problem={state.problem} onClearFilters={() => void again?.({ clearFilters: true })} />
      )}
      {toReview(state) === 0 && (
        <Text className={styles.quiet}>
          Nothing to decide. We’ll list values here if two people change the same cell.
        </Text>
      )}
      {state.question !== null && (
        <QuestionView question={state.question} session={session} isBusy={isBusy} onJump={onJump} />
      )}
      <ConflictList
        conflicts={state.conflicts}
        isBusy={isBusy}
        onDecide={decide}
        onDecideAll={decideAll}
        onJump={onJump}
      />
      <RefusalList
        refusals={state.refusals}
        isBusy={isBusy}
        onMend={mend}
        onJump={onJump}
        onPutBack={putBack}
        further={further}
      />
    </div>
  );
}

function isOpen(state: SyncState, { id }: OpenConflict): boolean {
  return state.conflicts.some((conflict) => conflict.id === id);
}
