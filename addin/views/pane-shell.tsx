import type { RowPosition } from '../excel/workbook-port.ts';
import { Link, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { wordsOfProblem, type ProblemWords, type Outcome } from '../excel/workbook-problem.ts';
import { OfflineContext } from '../components/offline-context.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import { usePaneTalk } from './comments/use-pane-talk.ts';
import { TalkContext } from './comments/talk-context.ts';
import { fetchedView } from './fetched-view.tsx';
import { WaitingGate } from './gates/waiting-gate.tsx';
import { useWorkbookGate } from './gates/use-workbook-gate.ts';
import { PaneHeader } from './pane-header.tsx';
import { PaneNav } from './pane-nav.tsx';
import type { PaneServices } from './pane-services.ts';
import { PaneViews } from './pane-views.tsx';
import { CodeNamesContext } from './use-code-names.ts';
import { useLiveProgram } from './use-live-program.ts';
import { useProgramNames } from './use-program-names.ts';
import { useRequestedView } from './use-requested-view.ts';
import { useLookAfterTouch } from './use-look-after-touch.ts';
import { useDropDowns, useLockedCells, useSheetMarks } from './use-sheet-upkeep.ts';

// Seen once in the life of a workbook, or never.
const ConnectView = fetchedView(async () => (await import('./connect-view.tsx')).ConnectView);
const CopyGate = fetchedView(async () => (await import('./gates/copy-gate.tsx')).CopyGate);
const UnfinishedGate = fetchedView(async () => (await import('./gates/unfinished-gate.tsx')).UnfinishedGate);
const PracticeGate = fetchedView(async () => (await import('./gates/practice-gate.tsx')).PracticeGate);
const OldCopyGate = fetchedView(async () => (await import('./gates/old-copy-gate.tsx')).OldCopyGate);

const useStyles = makeStyles({
  // A long business key in a heading breaks rather than make the pane wider than it is.
  main: { padding: '12px 20px 20px', overflowWrap: 'break-word' },
  signOut: { marginTop: '16px' },
});

interface PaneShellProps {
  readonly services: PaneServices;
  readonly state: SyncState;
  readonly person: WirePerson;
  readonly onSignedOut: () => void;
}

/** The pane of somebody who is signed in: gates of this workbook first, then the views. */
export function PaneShell({ services, state, person, onSignedOut }: PaneShellProps) {
  const styles = useStyles();
  const { session, server, settings } = services;
  const [view, setView] = useRequestedView();
  const [notice, setNotice] = useState<string | null>(null);
  const { live, state: alive } = useLiveProgram(session, server, settings);
  const gate = useWorkbookGate(services, state, person);
  const isConnected = state.phase !== 'notConnected' && state.program !== null;
  useLookAfterTouch(session);
  const greyed = useLockedCells(session, services.sheet, state);
  useSheetMarks(services.sheet, state, greyed);
  useDropDowns(services.sheet, state);
  // "Is my number with finance?" is answered before anybody presses anything.
  useEffect(() => {
    if (isConnected) void session.look();
  }, [session, isConnected]);
  const names = useProgramNames(session, state);
  const talk = usePaneTalk(server, state.program, person.id, alive.said);

  const afterJump = (outcome: Outcome<boolean>): void => {
    if (!outcome.ok) setNotice(noticeOf(wordsOfProblem(outcome.problem)));
    else setNotice(outcome.value ? null : 'That row is no longer in this workbook.');
  };
  const jump = async ({ table, row, column }: CellPlace): Promise<void> =>
    afterJump(await session.jumpTo({ table, row, column }));
  const jumpToRow = async ({ table, position }: RowPosition): Promise<void> =>
    afterJump(await session.jumpToRow({ table, position }));
  const signOut = async (): Promise<void> => {
    // Goodbye first: afterwards nobody may say it any more.
    await live.close();
    await server.signOut();
    onSignedOut();
  };

  if (state.phase === 'starting' || gate.kind === 'looking') {
    return (
      <>
        <PaneHeader name="" />
        <main className={styles.main}>
          {gate.kind === 'looking' && state.phase !== 'starting' ? (
            <WaitingGate trouble={gate.trouble} onOnlyLook={gate.onlyLook} onSignIn={onSignedOut} />
          ) : (
            <Spinner size="small" label="Opening this workbook…" />
          )}
        </main>
      </>
    );
  }
  const isGate = !isConnected || gate.kind !== 'open';
  return (
    <CodeNamesContext value={names}>
      <OfflineContext value={isOffline(state.problem)}>
        <TalkContext value={talk}>
          <PaneHeader name={isConnected ? (alive.name ?? '') : ''} />
          {isConnected && gate.kind === 'open' && <PaneNav view={view} state={state} onView={setView} />}
          <main className={styles.main}>
            <div role="status">{notice !== null && <Text>{notice}</Text>}</div>
            {!isConnected && (
              <ConnectView.View session={session} server={server} wanted={services.around?.connectTo ?? null} />
            )}
            {isConnected && gate.kind === 'practice' && <PracticeGate.View />}
            {isConnected && gate.kind === 'copy' && <CopyGate.View usedBy={gate.usedBy} onChoice={gate.choose} />}
            {isConnected && gate.kind === 'unfinished' && (
              <UnfinishedGate.View changes={gate.changes} onChoice={gate.choose} />
            )}
            {isConnected && gate.kind === 'oldCopy' && (
              <OldCopyGate.View copy={gate.copy} state={state} onChoice={gate.choose} />
            )}
            {isGate && (
              <Link as="button" className={styles.signOut} onClick={() => void signOut()}>
                Sign out
              </Link>
            )}
            {isConnected && gate.kind === 'open' && (
              <PaneViews
                services={services}
                state={state}
                live={live}
                alive={alive}
                person={person}
                view={view}
                onView={setView}
                onJump={(place) => void jump(place)}
                onJumpToRow={(place) => void jumpToRow(place)}
                onSignIn={onSignedOut}
                onSignOut={() => void signOut()}
              />
            )}
          </main>
        </TalkContext>
      </OfflineContext>
    </CodeNamesContext>
  );
}

function isOffline(problem: SyncState['problem']): boolean {
  return problem?.at === 'server' && problem.problem.kind === 'offline';
}

function noticeOf({ title, line }: ProblemWords): string {
  return `${title}. ${line}`;
}
