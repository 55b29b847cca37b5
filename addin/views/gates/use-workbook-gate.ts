import { useEffect, useLayoutEffect, useState } from 'react';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { ServerProblem } from '../../sync/server/server-problem.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';
import type { PaneServices } from '../pane-services.ts';
import { workbookOrigin, type OldCopy, type OpenedWorkbook, type WorkbookOrigin } from './workbook-origin.ts';

/** What to do with a file that somebody else uses as well. */
export type CopyChoice = 'look' | 'mine' | 'shared';

export type WorkbookGate =
  /** The server has been asked and has not answered yet; `trouble`: why, where that is known. */
  | { readonly kind: 'looking'; readonly trouble: ServerProblem | null; readonly onlyLook: () => void }
  | { readonly kind: 'open' }
  | { readonly kind: 'copy'; readonly usedBy: string; readonly choose: (choice: CopyChoice) => void }
  | { readonly kind: 'unfinished'; readonly changes: number; readonly choose: (choice: 'finish' | 'later') => void }
  | { readonly kind: 'oldCopy'; readonly copy: OldCopy; readonly choose: (choice: 'update' | 'look') => void };

type Step = 'looking' | 'unfinished' | 'copy' | 'oldCopy' | 'open' | 'lookOnly';

/** Waits before a question that was not answered is asked again; the last one goes on for ever. */
const ASK_AGAIN_MS = [1_000, 2_000, 5_000, 10_000];

/** Asks once about a workbook that was connected when the pane opened: is it a copy, or an old one? */
export function useWorkbookGate(
  { session, server, settings }: PaneServices,
  state: SyncState,
  person: WirePerson,
): WorkbookGate {
  const [decided, setStep] = useState<Step>('looking');
  const [origin, setOrigin] = useState<WorkbookOrigin | null>(null);
  const [trouble, setTrouble] = useState<ServerProblem | null>(null);
  const [found, setFound] = useState<FoundWorkbook | 'notConnected' | null>(null);
  const step = stepOf(found, decided);
  const { phase, program, workbook, revision, unfinished } = state;
  // Only the workbook as the pane found it: what this pane does to it later is no surprise.
  if (found === null && phase !== 'starting') {
    setFound(
      program === null || workbook === null || revision === null
        ? 'notConnected'
        : { program, workbook, revision, unfinished },
    );
  }

  useEffect(() => {
    // A file that says of itself what has happened need not be asked about.
    if (found === null || found === 'notConnected' || found.unfinished !== null) return undefined;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // [FB13] The gate waits for its answer for as long as that takes; only the person may let it be.
    const ask = async (failures: number): Promise<void> => {
      const outcome = await workbookOrigin(server, found, person.name);
      if (!isCurrent) return;
      if (!outcome.ok) {
        setTrouble(outcome.problem);
        const wait = ASK_AGAIN_MS[Math.min(failures, ASK_AGAIN_MS.length - 1)];
        timer = setTimeout(() => void ask(failures + 1), wait);
        return;
      }
      const isShared = settings.read(sharedName(found.workbook)) !== null;
      const told = isShared ? { ...outcome.value, usedBy: null } : outcome.value;
      setOrigin(told);
      setStep((step) => (step === 'looking' ? firstStep(told) : step));
    };
    void ask(0);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [found, person.name, server, settings]);

  // Nothing is sent before the person has said what this file is, by no button and by no clock.
  const isHeld = step !== 'open';
  // Before anything is painted, so that no card flashes by that is true of the step before.
  useLayoutEffect(() => session.hold(isHeld), [session, isHeld]);

  if (step === 'unfinished' && found !== null && found !== 'notConnected') {
    const choose = (choice: 'finish' | 'later'): void => {
      setStep('open');
      session.hold(false);
      if (choice === 'finish') void session.sync();
    };
    return { kind: 'unfinished', changes: found.unfinished ?? 0, choose };
  }
  if (step === 'copy' && origin?.usedBy != null && found !== null && found !== 'notConnected') {
    const choose = (choice: CopyChoice): void => {
      if (choice === 'shared') settings.write(sharedName(found.workbook), 'yes');
      if (choice === 'mine') void session.renewWorkbook();
      setStep(choice === 'look' ? 'lookOnly' : firstStep({ ...origin, usedBy: null }));
    };
    return { kind: 'copy', usedBy: origin.usedBy, choose };
  }
  if (step === 'oldCopy' && origin?.oldCopy) {
    const choose = (choice: 'update' | 'look'): void => {
      setStep(choice === 'look' ? 'lookOnly' : 'open');
      if (choice !== 'update') return;
      session.hold(false);
      void session.sync();
    };
    return { kind: 'oldCopy', copy: origin.oldCopy, choose };
  }
  if (step === 'looking') return { kind: 'looking', trouble, onlyLook: () => setStep('lookOnly') };
  return { kind: 'open' };
}

/** A workbook as it was opened, with the changes of an update that it broke off. */
interface FoundWorkbook extends OpenedWorkbook {
  readonly unfinished: number | null;
}

function stepOf(found: FoundWorkbook | 'notConnected' | null, decided: Step): Step {
  if (found === 'notConnected') return 'open';
  return decided === 'looking' && found !== null && found.unfinished !== null ? 'unfinished' : decided;
}

function firstStep({ usedBy, oldCopy }: WorkbookOrigin): Step {
  if (usedBy !== null) return 'copy';
  return oldCopy === null ? 'open' : 'oldCopy';
}

function sharedName(workbook: string): string {
  return `shared-workbook.${workbook}`;
}
