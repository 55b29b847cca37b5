import { ledgerHabits, officeHabits, rowHabits, type Habits } from './actions.ts';
import { editedTables, ledgerTables } from './opening-plan.ts';
import type { NetworkFaults } from './simulated-network.ts';

export interface HistoryOptions {
  readonly people: number;
  readonly steps: number;
  /** The tables in everybody's workbook. */
  readonly tables: readonly string[];
  readonly habits: Habits;
  readonly network: NetworkFaults;
  /** Chance per sync that the add-in is killed at one of its calls to Excel. */
  readonly kills: number;
  /** Chance per sync that the pane is closed and opened before it, and that a cell is being edited during it. */
  readonly reopening: number;
  readonly editing: number;
  /** Chance per step that a person opens an older copy of the file, and that the file is mailed to somebody. */
  readonly oldCopies: number;
  readonly mailedCopies: number;
  /** Chance per sync that the person types while it runs. */
  readonly typing: number;
  /** Chance per step that the server is started anew. */
  readonly serverRestarts: number;
  /** The first two people have one workbook open together, each with a pane of their own. */
  readonly coAuthors: boolean;
  /** Each person's clock is years off and jumps, and their computers stand in other time zones. */
  readonly wrongClocks: boolean;
  /** Chance per step that the database is backed up, and that the last backup takes its place. */
  readonly backups: number;
  readonly restores: number;
  /** Chance per step that somebody syncs, and that days or months go by before the next step. */
  readonly syncs: number;
  readonly absences: number;
}

/** A bad network and an office of three, at 50 steps each. */
export const ordinary: HistoryOptions = {
  people: 3,
  steps: 50,
  tables: editedTables,
  habits: officeHabits,
  network: { lostRequest: 0.05, lostReply: 0.12, duplicate: 0.3, late: 0.05 },
  kills: 0.08,
  reopening: 0.05,
  editing: 0.05,
  oldCopies: 0.01,
  mailedCopies: 0.005,
  typing: 0.15,
  serverRestarts: 0.02,
  coAuthors: false,
  wrongClocks: false,
  backups: 0,
  restores: 0,
  syncs: 0.3,
  absences: 0,
};

export const mailedCopies: HistoryOptions = { ...ordinary, people: 2, mailedCopies: 0.06 };
export const oldCopies: HistoryOptions = { ...ordinary, oldCopies: 0.1 };
export const kills: HistoryOptions = { ...ordinary, kills: 0.5 };
export const movedRows: HistoryOptions = { ...ordinary, people: 2, habits: rowHabits, typing: 0.3 };
export const coAuthors: HistoryOptions = { ...ordinary, coAuthors: true, kills: 0.04, oldCopies: 0, mailedCopies: 0 };
/** Nobody joins later: who has come after a backup is not there after it was restored. */
export const restores: HistoryOptions = { ...ordinary, backups: 0.1, restores: 0.05, oldCopies: 0.03, mailedCopies: 0 };
/** Much is typed between two syncs of a person, and up to four months go by. */
export const weeksAway: HistoryOptions = { ...ordinary, steps: 80, syncs: 0.15, absences: 0.06, oldCopies: 0.02 };
export const wrongClocks: HistoryOptions = { ...ordinary, wrongClocks: true };

export const movedPostings: HistoryOptions = {
  ...ordinary,
  tables: ledgerTables,
  habits: ledgerHabits,
  serverRestarts: 0.4,
  kills: 0,
  typing: 0,
};

/** Every kind of history, by name. */
export const kinds = {
  ordinary,
  mailedCopies,
  oldCopies,
  kills,
  movedRows,
  movedPostings,
  coAuthors,
  wrongClocks,
  restores,
  weeksAway,
} as const;
