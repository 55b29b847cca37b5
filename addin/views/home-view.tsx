import { Button, ProgressBar, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { GoneColumn } from '../../shared/sync/read/known-columns.ts';
import { duties } from '../../shared/access/duty.ts';
import type { CellPlace } from '../../shared/tables/cell.ts';
import { Counter } from '../components/counter.tsx';
import { StatusCard } from '../components/status-card.tsx';
import type { SheetTools } from '../excel/sheet-tools.ts';
import type { LiveState } from '../live/live-program.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
import type { PutBack, SyncState, UnreadRow } from '../sync/session/sync-state.ts';
import { QuestionsForMe } from './comments/questions-for-me.tsx';
import { DecisionsForMe } from './budget-changes/decisions-for-me.tsx';
import { BrowserLink } from './browser-link.tsx';
import { GoneColumns } from './gone-columns.tsx';
import { GoneNotes } from './gone-notes.tsx';
import { counted } from './cell-words.ts';
import { heardWords, peopleWords } from './live-words.ts';
import type { PaneView } from './pane-nav.tsx';
import type { PaneServices } from './pane-services.ts';
import { PutBacks } from './put-backs.tsx';
import { isReader } from './reader-words.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import { SelectedRow } from './selected-row.tsx';
import { UnreadRows } from './unread-rows.tsx';
import type { OwnCell, RowPosition } from '../excel/workbook-port.ts';
import { sentAndReceived, statusCardWords, type CardAction } from './status-card-words.ts';
import { toReview } from './to-review.ts';
import { useCodeNames } from './use-code-names.ts';
import { useViewStyles } from './view-styles.ts';

const useStyles = makeStyles({
  counters: {
    display: 'flex',
    padding: '4px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface HomeViewProps {
  readonly state: SyncState;
  readonly alive: LiveState;
  readonly sheet: SheetTools;
  readonly session: Pick<SyncSession, 'programRows'>;
  readonly server: Pick<ServerClient, 'postings' | 'bridge' | 'baselines' | 'below'>;
  readonly openInBrowser: PaneServices['openInBrowser'];
  readonly onAction: (action: CardAction) => void;
  readonly onView: (view: PaneView) => void;
  readonly onNews: () => void;
  readonly onDecide: () => void;
  readonly onJump: (place: CellPlace) => void;
  readonly onJumpToRow: (place: RowPosition) => void;
  readonly onDismiss: (putBacks: readonly PutBack[]) => void;
  readonly onDismissNotes: (cells: readonly OwnCell[]) => void;
  readonly onDismissTotals: (totals: readonly UnreadRow[]) => void;
  readonly onForget: (place: GoneColumn) => void;
}

/** Is my number with finance? The status, the one thing to do, and three numbers. */
export function HomeView(props: HomeViewProps) {
  const { state, alive, sheet, session, server, openInBrowser, onAction, onView, onNews, onJump, onJumpToRow } = props;
  const { onDecide, onDismiss, onDismissNotes, onDismissTotals, onForget } = props;
  const shared = useViewStyles();
  const styles = useStyles();
  const names = useCodeNames();
  const words = statusCardWords(state, { autoSync: alive.autoSync, role: alive.role, names });
  const last = sentAndReceived(state);
  const heard = heardWords(alive.latest, state.revision);
  return (
    <div className={shared.column}>
      <StatusCard
        words={words}
        onAction={() => {
          if (words.action !== null) onAction(words.action.does);
        }}
        onSync={words.action !== null && beside.includes(words.action.does) ? () => onAction('sync') : undefined}
      />
      {state.progress !== null && <Progress state={state} onCancel={() => onAction('cancel')} />}
      <div className={styles.counters}>
        <Counter
          label={isReader(alive.role) ? 'Only here' : 'To send'}
          count={state.toSend}
          onOpen={() => onView('changes')}
        />
        <Counter label="To review" count={toReview(state)} onOpen={() => onView('review')} />
        <Counter label="New from others" count={newSyncs(state, alive)} onOpen={onNews} />
      </div>
      <QuestionsForMe count={alive.questions ?? 0} />
      {state.program !== null && mayDecide(alive.role) && (
        <DecisionsForMe server={server} program={state.program} revision={state.revision} onOpen={onDecide} />
      )}
      <PutBacks putBacks={state.putBacks} onJump={onJump} onDismiss={onDismiss} />
      <GoneNotes cells={state.goneNotes} onDismiss={onDismissNotes} />
      <GoneColumns gone={state.gone} onForget={onForget} />
      <UnreadRows rows={state.unread} onJump={onJumpToRow} onDismiss={onDismissTotals} />
      <SelectedRow {...{ server, sheet, session, state, onJump }} />
      <div className={shared.tight} aria-live="polite">
        {heard !== '' && <Text>{heard}</Text>}
        <Text className={shared.quiet}>{peopleWords(alive)}</Text>
      </div>
      {state.program !== null && (
        <div>
          <BrowserLink path={`/p/${encodeURIComponent(state.program)}/changes`} openInBrowser={openInBrowser}>
            Budget changes in the browser
          </BrowserLink>
        </div>
      )}
      {/* Known already when the card changes, so it is shown but not announced once more. */}
      {last !== '' && words.tone !== 'good' && <Text className={shared.quiet}>Last sync: {last}</Text>}
      {state.warnings.length > 0 && (
        <section className={shared.tight} aria-label="Warnings">
          <Text weight="semibold">Accepted, but worth a look</Text>
          <ul className={shared.list}>
            {state.warnings.slice(0, WARNINGS_SHOWN).map((warning, index) => (
              <li key={`${warning.rule} ${index}`}>{warning.message}</li>
            ))}
          </ul>
          {state.warnings.length > WARNINGS_SHOWN && (
            <Text className={shared.quiet}>and {state.warnings.length - WARNINGS_SHOWN} more</Text>
          )}
        </section>
      )}
    </div>
  );
}

/** Others decide on nothing, so nothing is asked for them; which changes it is, the server knows. */
function mayDecide(role: LiveState['role']): boolean {
  return role !== null && duties[role].includes('approveStaffChanges');
}

const WARNINGS_SHOWN = 20;

function Progress({ state, onCancel }: { readonly state: SyncState; readonly onCancel: () => void }) {
  const shared = useViewStyles();
  if (state.progress === null) return null;
  const { done, total, unit } = state.progress;
  if (total < COUNT_FROM) return null;
  return (
    <div className={shared.tight}>
      <ProgressBar value={done} max={total} aria-label="Progress" />
      <div className={shared.row} style={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <Text className={shared.quiet}>
          {done.toLocaleString('en-US')} of {counted(total, unit === 'rows' ? 'row' : 'change')}
        </Text>
        <Button size="small" onClick={onCancel}>
          Stop
        </Button>
      </div>
    </div>
  );
}

/** Below this nothing lasts long enough to be counted. */
const COUNT_FROM = 2_000;

/** Actions that are about one thing, while everything else can still be synced. */
const beside: readonly CardAction[] = ['review', 'jumpToRefusal', 'showNews'];

/** Syncs of others since the person last looked, whether they have reached this workbook or not. */
function newSyncs(state: SyncState, alive: LiveState): number {
  return Math.max(0, Math.max(alive.head ?? 0, state.revision ?? 0) - (state.newsSince ?? state.revision ?? 0));
}
