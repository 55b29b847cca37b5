import { Field, Spinner, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { CellPlace } from '../../excel/workbook-port.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import { chooseEdits } from '../../sync/leave-out.ts';
import type { Preflight } from '../../sync/preflight.ts';
import type { ServerOutcome } from '../../sync/server-problem.ts';
import type { SyncSession } from '../../sync/sync-session.ts';
import type { SyncState } from '../../sync/sync-state.ts';
import { countEdits } from '../../sync/wire-edits.ts';
import { sentAndReceived } from '../status-card-words.ts';
import { SyncProblem } from '../sync-problem.tsx';
import { useViewStyles } from '../view-styles.ts';
import { brokenRules } from './broken-rules.ts';
import { rowsWithProblems } from './change-groups.ts';
import { ChangeList } from './change-list.tsx';
import { EffectSection } from './effect-section.tsx';
import { leftOutOf } from './left-out.ts';
import { RulesSection } from './rules-section.tsx';
import { SendBar } from './send-bar.tsx';
import { sessionMemory } from './session-memory.ts';
import { slipsIn, slipText } from './slips-of.ts';
import { SlipsSection } from './slips-section.tsx';
import { useInspection } from './use-inspection.ts';
import { usePreflight } from './use-preflight.ts';

const useStyles = makeStyles({
  // What gets the focus must not end up under the bar at the bottom.
  view: { '& :is(button, input, textarea, [data-card])': { scrollMarginBottom: '96px' } },
});

/** What the server takes as a note of a revision. */
const MOST_NOTE_CHARACTERS = 2000;

const useNote = sessionMemory('');
const useConfirmed = sessionMemory<ReadonlySet<string>>(new Set<string>());

export interface ChangesViewProps {
  readonly session: SyncSession;
  readonly state: SyncState;
  readonly preflight: (inspection: Inspection) => Promise<ServerOutcome<Preflight>>;
  readonly onJump: (place: CellPlace) => void;
}

/** My changes before they are sent: what they do to the totals, what would be refused, what looks odd, one by one. */
export function ChangesView({ session, state, preflight, onJump }: ChangesViewProps) {
  const shared = useViewStyles();
  const { inspection, hasFailed } = useInspection(session, state);
  const [sent, setSent] = useState('');
  const isEmpty = inspection !== null && inspection.rows.length === 0 && inspection.refusals.length === 0;
  return (
    <div className={shared.column}>
      <div role="status">{sent !== '' && <Text>{sent}</Text>}</div>
      {inspection === null && !hasFailed && <Spinner size="small" label="Looking for your changes…" />}
      {state.problem !== null && (
        <SyncProblem problem={state.problem} onClearFilters={() => void session.sync({ clearFilters: true })} />
      )}
      {isEmpty && <Text className={shared.quiet}>No changes waiting.</Text>}
      {inspection !== null && !isEmpty && (
        <Found
          session={session}
          state={state}
          preflight={preflight}
          inspection={inspection}
          onJump={onJump}
          onSent={setSent}
        />
      )}
    </div>
  );
}

interface FoundProps extends ChangesViewProps {
  readonly inspection: Inspection;
  /** Says what a sync sent. */
  readonly onSent: (words: string) => void;
}

function Found({ session, state, preflight, inspection, onJump, onSent }: FoundProps) {
  const shared = useViewStyles();
  const styles = useStyles();
  const [note, setNote] = useNote(session);
  const [confirmed, setConfirmed] = useConfirmed(session);
  const { rows, edits, base } = inspection;
  const chosen = useMemo(() => chooseEdits(edits, state.leftOut), [edits, state.leftOut]);
  const told = usePreflight(preflight, inspection, chosen.send);
  const found = useMemo(() => slipsIn(inspection), [inspection]);
  const left = leftOutOf(state.leftOut);
  const isSent = (table: string, row: string, column: string | null): boolean =>
    column === null ? left.row({ table, row, cells: [] }) === 'all' : !left.cell(table, row, column);
  const slips = found.filter((slip) => !confirmed.has(slipText(slip)) && isSent(slip.table, slip.row, slip.column));
  const preview = told.outcome?.ok === true ? told.outcome.value : null;
  const refusals = brokenRules(inspection, preview?.refusals ?? []);
  const send = async (): Promise<void> => {
    onSent('');
    const after = await session.sync(note.trim() === '' ? {} : { note: note.trim() });
    if (after.problem !== null) return;
    setNote('');
    onSent(sentAndReceived(after));
  };
  return (
    <div className={`${shared.column} ${styles.view}`}>
      <EffectSection told={told} base={base} />
      <RulesSection refusals={refusals} warnings={preview?.warnings ?? []} onJump={onJump} />
      <SlipsSection
        slips={slips}
        onJump={onJump}
        onConfirm={(slip) => setConfirmed(new Set([...confirmed, slipText(slip)]))}
      />
      <Field label="Note for this revision" hint={note === '' ? 'Everybody can read it in History.' : noteHint(note)}>
        <Textarea value={note} maxLength={MOST_NOTE_CHARACTERS} onChange={(_, data) => setNote(data.value)} />
      </Field>
      <ChangeList
        rows={rows}
        problemRows={rowsWithProblems(rows, [...refusals, ...slips])}
        leftOut={state.leftOut}
        onLeaveOut={(places) => session.leaveOut(places)}
        onJump={onJump}
      />
      <SendBar
        toSend={countEdits(chosen.send)}
        leftOut={countEdits(chosen.leftOut)}
        refused={refusals.length}
        slips={slips.length}
        isBusy={state.phase !== 'resting'}
        onSend={() => void send()}
      />
    </div>
  );
}

function noteHint(note: string): string {
  return `${MOST_NOTE_CHARACTERS - note.length} characters left`;
}
