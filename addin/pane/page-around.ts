import type { EditPlace } from '../sync/excluded-edits.ts';
import type { SyncState } from '../sync/session/sync-state.ts';

/** How a workbook stands with its program, for whoever keeps it. */
export interface Standing {
  /** E-mail of the person who is signed in; null: nobody is. */
  readonly person: string | null;
  readonly program: string | null;
  /** Local changes that were not sent when the sheet was last read. */
  readonly unsent: number;
  readonly leftOut: readonly EditPlace[];
  /** A sync is under way. */
  readonly isSyncing: boolean;
}

/** What a pane and the page around it have to tell each other. Only the workbench has such a page; in Excel there is none. */
export interface PageAround {
  /** The workbook is where this browser left it, standing like this: no file that could be a copy or an old one. Null: it is new, or a file. */
  readonly continued: Standing | null;
  /** Program that a new workbook is to be connected to, as the person has asked for on the page before; null: they choose here. */
  readonly connectTo: string | null;
  /** Ends when what is in the workbook now would outlast the page. Nothing is sent before, so that no row is sent whose Row ID a reload would take back. */
  kept(): Promise<void>;
  tell(standing: Standing): void;
}

declare global {
  interface Window {
    pageAround?: PageAround;
  }
}

/** A look at the sheet is `checking`, too, and leaves nothing half done. */
const SYNCING: ReadonlySet<SyncState['phase']> = new Set(['reading', 'sending', 'applying']);

/**
 * Null: nothing to tell. While the pane has yet to be told what the file is (`isHeld`), nothing may say that it goes on here;
 * before the sheet is read, what is not sent is not known.
 */
export function standingOf(state: SyncState, person: string | null): Standing | null {
  const { program, toSend, leftOut, phase, isHeld, checkedAt } = state;
  const isSyncing = SYNCING.has(phase);
  if (isHeld || (program !== null && checkedAt === null && !isSyncing)) return null;
  return { person, program, unsent: toSend, leftOut, isSyncing };
}

/** The standing of a workbook that goes on where this person left it in this browser; null: it is a file like any other. */
export function continuedBy(around: PageAround | null, person: string): Standing | null {
  const continued = around?.continued ?? null;
  return continued?.person === person ? continued : null;
}
