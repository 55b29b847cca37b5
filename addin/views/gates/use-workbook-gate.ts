import { useEffect, useLayoutEffect, useReducer, useState } from 'react';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { ServerProblem } from '../../sync/server/server-problem.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';
import { continuedBy } from '../../pane/page-around.ts';
import type { PaneServices } from '../pane-services.ts';
import {
  askAgainMs,
  foundWorkbook,
  isHeldAt,
  isToBeAsked,
  nextGateStep,
  type CopyChoice,
  type FoundWorkbook,
} from './gate-steps.ts';
import { workbookOrigin, type OldCopy, type WorkbookOrigin } from './workbook-origin.ts';

export type WorkbookGate =
  /** The server has been asked and has not answered yet; `trouble`: why, where that is known. */
  | { readonly kind: 'looking'; readonly trouble: ServerProblem | null; readonly onlyLook: () => void }
  | { readonly kind: 'open' }
  /** A workbook of no program: nothing is ever sent from it. */
  | { readonly kind: 'practice' }
  | { readonly kind: 'copy'; readonly usedBy: string; readonly choose: (choice: CopyChoice) => void }
  | { readonly kind: 'unfinished'; readonly changes: number; readonly choose: (choice: 'finish' | 'later') => void }
  | { readonly kind: 'oldCopy'; readonly copy: OldCopy; readonly choose: (choice: 'update' | 'look') => void };

/** Asks once about a workbook that was connected when the pane opened: is it a copy, or an old one? */
export function useWorkbookGate(
  { session, server, settings, around }: PaneServices,
  state: SyncState,
  person: WirePerson,
): WorkbookGate {
  const [step, tell] = useReducer(nextGateStep, 'looking');
  const [origin, setOrigin] = useState<WorkbookOrigin | null>(null);
  const [trouble, setTrouble] = useState<ServerProblem | null>(null);
  const [found, setFound] = useState<FoundWorkbook | 'notConnected' | 'continued' | null>(null);
  // As it was when the pane came: what this pane tells later is nothing to continue from.
  const [continued] = useState(() => continuedBy(around, person.email));
  // Only the workbook as the pane found it: what this pane does to it later is no surprise.
  const opened = found === null ? foundWorkbook(state) : null;
  if (opened !== null) {
    const workbook = continued === null || opened === 'notConnected' ? opened : 'continued';
    setFound(workbook);
    tell({ kind: 'found', workbook });
  }

  useEffect(() => {
    if (!isToBeAsked(found)) return undefined;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // [FB13] The gate waits for its answer for as long as that takes; only the person may let it be.
    const ask = async (failures: number): Promise<void> => {
      const outcome = await workbookOrigin(server, found, person.name);
      if (!isCurrent) return;
      if (!outcome.ok) {
        setTrouble(outcome.problem);
        tell({ kind: 'notAnswered' });
        timer = setTimeout(() => void ask(failures + 1), askAgainMs(failures));
        return;
      }
      const isShared = settings.read(sharedName(found.workbook)) !== null;
      const told = isShared ? { ...outcome.value, usedBy: null } : outcome.value;
      setOrigin(told);
      tell({ kind: 'answered', origin: told });
    };
    void ask(0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [found, person.name, server, settings]);

  // Nothing is sent before the person has said what this file is, by no button and by no clock.
  const isHeld = isHeldAt(step);
  // Before anything is painted, so that no card flashes by that is true of the step before.
  useLayoutEffect(() => session.hold(isHeld), [session, isHeld]);

  useEffect(() => {
    if (found !== 'continued' || continued === null) return;
    session.leaveOut(continued.leftOut);
    // [FC10] A sync that the reload broke off goes on.
    if (continued.isSyncing || session.state.unfinished !== null) void session.sync();
  }, [found, continued, session]);

  if (step === 'practice') return { kind: 'practice' };
  if (step === 'unfinished' && typeof found === 'object' && found !== null) {
    const choose = (choice: 'finish' | 'later'): void => {
      tell({ kind: 'choseUnfinished', choice });
      session.hold(false);
      if (choice === 'finish') void session.sync();
    };
    return { kind: 'unfinished', changes: found.unfinished ?? 0, choose };
  }
  if (step === 'copy' && origin?.usedBy != null && typeof found === 'object' && found !== null) {
    const choose = (choice: CopyChoice): void => {
      if (choice === 'shared') settings.write(sharedName(found.workbook), 'yes');
      if (choice === 'mine') void session.renewWorkbook();
      tell({ kind: 'choseCopy', choice, origin });
    };
    return { kind: 'copy', usedBy: origin.usedBy, choose };
  }
  if (step === 'oldCopy' && origin?.oldCopy) {
    const choose = (choice: 'update' | 'look'): void => {
      tell({ kind: 'choseOldCopy', choice });
      if (choice !== 'update') return;
      session.hold(false);
      void session.sync();
    };
    return { kind: 'oldCopy', copy: origin.oldCopy, choose };
  }
  if (step === 'looking') return { kind: 'looking', trouble, onlyLook: () => tell({ kind: 'choseOnlyToLook' }) };
  return { kind: 'open' };
}

function sharedName(workbook: string): string {
  return `shared-workbook.${workbook}`;
}
