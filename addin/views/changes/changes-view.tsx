import { MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import { chooseEdits } from '../../sync/excluded-edits.ts';
import type { Preflight } from '../../../shared/sync/apply/preflight.ts';
import type { ServerOutcome } from '../../sync/server/server-problem.ts';
import type { SyncOptions, SyncSession } from '../../sync/session/sync-session.ts';
import { newestFirst } from '../../sync/newest-first.ts';
import type { ShownEdits } from '../../sync/shown-edits.ts';
import type { OpenRefusal, SyncState } from '../../sync/session/sync-state.ts';
import type { Refusal } from '../../../shared/sync/outcome.ts';
import { countEdits } from '../../../shared/sync/count-edits.ts';
import { sentAndReceived } from '../status-card-words.ts';
import { PaneChangeSection, type PaneChangeDeps } from '../budget-changes/pane-change-section.tsx';
import { changeActions, usePaneChange } from '../budget-changes/use-pane-change.ts';
import { SyncProblem } from '../sync-problem.tsx';
import { useViewStyles } from '../view-styles.ts';
import { brokenRules } from './broken-rules.ts';
import { rowsWithProblems } from './change-groups.ts';
import { ChangeList } from './change-list.tsx';
import { EffectSection } from './effect-section.tsx';
import { KeptHere } from './kept-here.tsx';
import { leftOutOf } from './left-out.ts';
import { RulesSection } from './rules-section.tsx';
import { SendSection } from './send-section.tsx';
import { sessionMemory } from './session-memory.ts';
import { slipsIn, slipText } from './slips-of.ts';
import { refusedPlaces, shownEdits } from './shown-changes.ts';
import { SlipsSection } from './slips-section.tsx';
import { SuccessorsSection } from './successors-section.tsx';
import { useInspection } from './use-inspection.ts';
import { usePreflight } from './use-preflight.ts';

const noRefusals: readonly Refusal[] = [];

const useNote = sessionMemory('');
const useConfirmed = sessionMemory<ReadonlySet<string>>(new Set<string>());

export interface ChangesViewProps {
  /** Nothing of this person's would be taken. */
  readonly isReader?: boolean;
  readonly session: SyncSession;
  readonly state: SyncState;
  readonly server: PaneChangeDeps['server'];
  readonly openInBrowser: PaneChangeDeps['openInBrowser'];
  readonly preflight: (inspection: Inspection) => Promise<ServerOutcome<Preflight>>;
  readonly onJump: (place: CellPlace) => void;
}

/** My changes before they are sent: what they do to the totals, what would be refused, what looks odd, one by one. */
export function ChangesView(props: ChangesViewProps) {
  const { session, state, server, openInBrowser, isReader = false, preflight, onJump } = props;
  const shared = useViewStyles();
  const { inspection, hasFailed } = useInspection(session, state);
  const [note, setNote, noteNow] = useNote(session);
  const [sent, setSent] = useState('');
  const change = usePaneChange(session, state);
  const isEmpty = inspection !== null && inspection.rows.length === 0 && inspection.refusals.length === 0;
  const { around, expect } = useFocusAfter(isEmpty ? 0 : 1);
  /** What was confirmed last, for another try without filters. */
  const [confirmed, setConfirmed] = useState<ShownEdits | null>(null);
  const send = async (options: SyncOptions): Promise<void> => {
    setSent('');
    expect();
    const after = await session.sync({ ...options, ...(note.trim() === '' ? {} : { note: note.trim() }) });
    if (after.problem !== null || after.isShownOutdated) return;
    // What was written while the changes were on their way is for the next ones.
    if (noteNow() === note) setNote('');
    setSent(sentAndReceived(after));
  };
  return (
    <div className={shared.column} ref={around} tabIndex={-1}>
      <div role="status" className={shared.status}>
        {sent !== '' && <Text>{sent}</Text>}
      </div>
      <PaneChangeSection {...{ session, state, server, openInBrowser, change }} />
      {inspection === null && !hasFailed && <Spinner size="small" label="Looking for your changes…" />}
      {state.problem !== null && (
        <SyncProblem
          problem={state.problem}
          onClearFilters={() => void send({ clearFilters: true, ...(confirmed === null ? {} : { shown: confirmed }) })}
        />
      )}
      {state.isShownOutdated && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            The workbook has changed since this list was made, so nothing was sent. This is the list as it is now.
          </MessageBarBody>
        </MessageBar>
      )}
      {isEmpty && <Text className={shared.quiet}>No changes waiting.</Text>}
      {inspection !== null && !isEmpty && isReader && change.open === null && (
        <KeptHere rows={inspection.rows} session={session} isBusy={state.phase !== 'resting'} onJump={onJump} />
      )}
      {inspection !== null && !isEmpty && !isReader && change.open === null && (
        <Found
          session={session}
          state={state}
          preflight={preflight}
          onStart={(refusals) => void change.begin(refusals)}
          inspection={inspection}
          note={note}
          onNote={setNote}
          onSend={(shown) => {
            setConfirmed(shown);
            void send({ shown });
          }}
          onJump={onJump}
        />
      )}
    </div>
  );
}

interface FoundProps extends Omit<ChangesViewProps, 'server' | 'openInBrowser' | 'isReader'> {
  readonly inspection: Inspection;
  /** Starts a budget change for what was refused. */
  readonly onStart: (refusals: readonly OpenRefusal[]) => void;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly onSend: (shown: ShownEdits) => void;
}

function Found(props: FoundProps) {
  const { session, state, preflight, inspection, onStart, note, onNote, onSend, onJump } = props;
  const shared = useViewStyles();
  const [confirmed, setConfirmed] = useConfirmed(session);
  const { rows, edits } = inspection;
  /** What is judged is everything that is ticked, the refused included: a mended neighbour may let them pass. */
  const chosen = useMemo(() => chooseEdits(edits, state.leftOut), [edits, state.leftOut]);
  const told = usePreflight(preflight, inspection, chosen.send);
  const judged = told.preview?.refusals ?? noRefusals;
  const shown = useMemo(() => shownEdits(inspection, state.leftOut, judged), [inspection, state.leftOut, judged]);
  const found = useMemo(() => slipsIn(inspection), [inspection]);
  const left = leftOutOf(state.leftOut);
  const isSent = (table: string, row: string, column: string | null): boolean =>
    column === null ? left.row({ table, row, cells: [] }) === 'all' : !left.cell(table, row, column);
  const slips = found.filter((slip) => !confirmed.has(slipText(slip)) && isSent(slip.table, slip.row, slip.column));
  const refusals = newestFirst(brokenRules(inspection, judged), state.refusals);
  const further = changeActions(refusals, onStart);
  return (
    <div className={shared.column}>
      <SendSection
        toSend={countEdits(shown.send)}
        isJudged={!told.isStale}
        leftOut={countEdits(chosen.leftOut)}
        refused={refusals.length}
        slips={slips.length}
        note={note}
        isBusy={state.phase !== 'resting'}
        onNote={onNote}
        onSend={() => onSend(shown)}
      />
      <SlipsSection
        slips={slips}
        onJump={onJump}
        onConfirm={(slip) => setConfirmed(new Set([...confirmed, slipText(slip)]))}
      />
      <SuccessorsSection session={session} inspection={inspection} isBusy={state.phase !== 'resting'} onJump={onJump} />
      <RulesSection
        refusals={refusals}
        warnings={told.preview?.warnings ?? []}
        isBusy={state.phase !== 'resting'}
        onJump={onJump}
        onPutBack={(places) => void session.putBack(places)}
        further={further}
      />
      <ChangeList
        rows={rows}
        problemRows={rowsWithProblems(rows, [...refusals, ...slips])}
        leftOut={state.leftOut}
        refused={refusedPlaces(edits, refusals)}
        onLeaveOut={(places) => session.leaveOut(places)}
        onJump={onJump}
      />
      <EffectSection told={told} />
    </div>
  );
}
