import type { CellPlace } from '../../shared/tables/cell.ts';
import type { SyncOptions, SyncSession } from '../sync/session/sync-session.ts';
import type { OpenRefusal, SyncState } from '../sync/session/sync-state.ts';
import type { StartedChange } from '../sync/start-change.ts';
import { changeLabel, commonChangeLabel } from './change-words.ts';
import { sessionMemory } from './changes/session-memory.ts';
import type { FurtherActions } from './refusal-actions.tsx';

/** 'noTables', 'changedSince': why nothing was drafted; null: none was asked for. */
export type Started = StartedChange | 'noTables' | 'changedSince' | null;

const useStarted = sessionMemory<Started>(null);

export interface ChangeStarts {
  /** What was started last, as long as something of it is left to do. */
  readonly started: Started;
  readonly start: (refusals: readonly OpenRefusal[], options?: SyncOptions) => Promise<SyncState>;
}

interface WhoStarts {
  readonly session: SyncSession;
  readonly state: SyncState;
  /** Name of the person. */
  readonly me: string;
  readonly onJump: (place: CellPlace) => void;
}

/** [FD1] Starts budget changes and leads the person to them: the sheet goes where the reason is to be typed. */
export function useChangeStart({ session, state, me, onJump }: WhoStarts): ChangeStarts {
  const [started, setStarted] = useStarted(session);
  const start = async (refusals: readonly OpenRefusal[], options: SyncOptions = {}): Promise<SyncState> => {
    const change = await session.startChange(refusals, me, options);
    if (session.state.problem !== null) return session.state;
    setStarted(change ?? 'noTables');
    if (change !== null && change !== 'changedSince') onJump(change.reason);
    return session.state;
  };
  // Once everything is sent, what was left to do is done.
  const isDone = started !== null && started !== 'noTables' && state.toSend === 0;
  return { started: isDone ? null : started, start };
}

/** The ways out that starting a change is: of one refusal, and of all of them together. */
export function changeActions(
  refusals: readonly OpenRefusal[],
  start: (refusals: readonly OpenRefusal[]) => void,
): FurtherActions {
  const common = commonChangeLabel(refusals);
  return {
    ofOne: (refusal) => {
      const label = changeLabel(refusal);
      // All that was refused of the same budget line goes with it.
      const ofLine = refusals.filter(({ instead }) => instead?.line === refusal.instead?.line);
      return label === null ? [] : [{ label, act: () => start(ofLine) }];
    },
    ofAll: common === null ? null : { label: common, act: () => start(refusals) },
  };
}
