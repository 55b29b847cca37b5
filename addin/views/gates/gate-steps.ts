import { PRACTICE_PROGRAM } from '../../../shared/tables/workbook-metadata.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';
import type { OpenedWorkbook, WorkbookOrigin } from './workbook-origin.ts';

/** What to do with a file that somebody else uses as well. */
export type CopyChoice = 'look' | 'mine' | 'shared';

/** A workbook as it was opened, with the changes of an update that it broke off; null: it broke off none. */
export interface FoundWorkbook extends OpenedWorkbook {
  readonly unfinished: number | null;
}

/** What stands between a workbook and its first sync. Only at `open` may anything be sent. */
export type GateStep = 'looking' | 'practice' | 'unfinished' | 'copy' | 'oldCopy' | 'open' | 'lookOnly';

export type GateEvent =
  /** The workbook as the pane found it; `continued`: where the same person left it, so that there is nothing to ask. */
  | { readonly kind: 'found'; readonly workbook: FoundWorkbook | 'notConnected' | 'continued' }
  /** The server has said what the file is. */
  | { readonly kind: 'answered'; readonly origin: WorkbookOrigin }
  /** The server has said nothing, or could not be reached. */
  | { readonly kind: 'notAnswered' }
  | { readonly kind: 'choseOnlyToLook' }
  | { readonly kind: 'choseCopy'; readonly choice: CopyChoice; readonly origin: WorkbookOrigin }
  | { readonly kind: 'choseOldCopy'; readonly choice: 'update' | 'look' }
  | { readonly kind: 'choseUnfinished'; readonly choice: 'finish' | 'later' };

/** [FB13] The next step. A question is ended by its answer alone, never by time and never by a failure. */
export function nextGateStep(step: GateStep, event: GateEvent): GateStep {
  switch (event.kind) {
    case 'found':
      return step === 'looking' ? stepOfFound(event.workbook) : step;
    case 'answered':
      return step === 'looking' ? stepOfOrigin(event.origin) : step;
    case 'notAnswered':
      return step;
    case 'choseOnlyToLook':
      return step === 'looking' ? 'lookOnly' : step;
    case 'choseCopy':
      if (step !== 'copy') return step;
      return event.choice === 'look' ? 'lookOnly' : stepOfOrigin({ ...event.origin, usedBy: null });
    case 'choseOldCopy':
      if (step !== 'oldCopy') return step;
      return event.choice === 'look' ? 'lookOnly' : 'open';
    case 'choseUnfinished':
      return step === 'unfinished' ? 'open' : step;
  }
}

function stepOfFound(workbook: FoundWorkbook | 'notConnected' | 'continued'): GateStep {
  if (workbook === 'notConnected' || workbook === 'continued') return 'open';
  if (workbook.program === PRACTICE_PROGRAM) return 'practice';
  return workbook.unfinished === null ? 'looking' : 'unfinished';
}

function stepOfOrigin({ usedBy, oldCopy }: WorkbookOrigin): GateStep {
  if (usedBy !== null) return 'copy';
  return oldCopy === null ? 'open' : 'oldCopy';
}

/** True while nothing may be sent, by no button and by no clock. */
export function isHeldAt(step: GateStep): boolean {
  return step !== 'open';
}

/** The workbook as a state shows it; null while it is still being opened. */
export function foundWorkbook(state: SyncState): FoundWorkbook | 'notConnected' | null {
  const { phase, program, workbook, revision, unfinished } = state;
  if (phase === 'starting') return null;
  if (program === null || workbook === null || revision === null) return 'notConnected';
  return { program, workbook, revision, unfinished };
}

/** True where the server has to say what the file is: one that says of itself what has happened need not be asked about. */
export function isToBeAsked(found: FoundWorkbook | 'notConnected' | 'continued' | null): found is FoundWorkbook {
  return typeof found === 'object' && found !== null && stepOfFound(found) === 'looking';
}

/** Waits before a question that was not answered is asked again; the last one goes on for ever. */
const ASK_AGAIN_MS = [1_000, 2_000, 5_000, 10_000];

/** Milliseconds until the question is asked again, after so many answers that did not come (0: one). */
export function askAgainMs(failures: number): number {
  return ASK_AGAIN_MS[Math.min(failures, ASK_AGAIN_MS.length - 1)] ?? 0;
}
