import { Text } from '@fluentui/react-components';
import type { CellPlace } from '../../shared/tables/cell.ts';
import { ChoiceRow } from '../components/choice-row.tsx';
import type { LiveState } from '../live/live-program.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import { ChangesToDecide } from './budget-changes/changes-to-decide.tsx';
import { ChangesView } from './changes/changes-view.tsx';
import { sameRowsWords } from './live-words.ts';
import { NewsView } from './news/news-view.tsx';
import type { PaneServices } from './pane-services.ts';
import { isReader } from './reader-words.ts';
import { useViewStyles } from './view-styles.ts';

/** Which changes are looked at: one's own, those of others, budget changes that wait for one's decision. */
export type ShownChanges = 'mine' | 'others' | 'toDecide';

interface ChangesPageProps {
  readonly services: PaneServices;
  readonly state: SyncState;
  readonly alive: LiveState;
  /** Name of the person. */
  readonly me: string;
  readonly shown: ShownChanges;
  readonly onShow: (shown: ShownChanges) => void;
  readonly onJump: (place: CellPlace) => void;
}

/** Mine that are not sent, what came from others, and budget changes that wait for me. */
export function ChangesPage({ services, state, alive, me, shown, onShow, onJump }: ChangesPageProps) {
  const styles = useViewStyles();
  const { session, server, preflight, openInBrowser } = services;
  const together = sameRowsWords(state.drafts, alive.people);
  return (
    <div className={styles.column}>
      <ChoiceRow
        label="Whose changes"
        choices={[
          { value: 'mine', label: 'Mine' },
          { value: 'others', label: 'From others' },
          { value: 'toDecide', label: 'To decide' },
        ]}
        value={shown}
        onChoose={onShow}
      />
      <div role="status" className={styles.status}>
        {shown === 'mine' && together !== '' && <Text>{together}</Text>}
      </div>
      {shown === 'mine' && !state.isHeld && (
        <ChangesView
          session={session}
          state={state}
          server={server}
          openInBrowser={openInBrowser}
          isReader={isReader(alive.role)}
          preflight={preflight}
          onJump={onJump}
        />
      )}
      {shown === 'mine' && state.isHeld && <p>This file is only for looking. Nothing is sent from it.</p>}
      {shown === 'toDecide' && (
        <ChangesToDecide server={server} program={state.program ?? ''} openInBrowser={openInBrowser} />
      )}
      {shown === 'others' && (
        <NewsView
          server={server}
          program={state.program ?? ''}
          since={state.newsSince ?? state.revision ?? 0}
          // While nothing is heard from the server, what is known of its head is old.
          head={alive.isConnected ? alive.head : null}
          me={me}
          onJump={onJump}
          onRead={() => session.markNewsRead()}
        />
      )}
    </div>
  );
}
