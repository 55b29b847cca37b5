import { initialState, type SyncState } from '../../../../addin/sync/session/sync-state.ts';
import { tables } from '../../../../shared/tables/all-tables.ts';
import type { WireProgram } from '../../../../shared/protocol/people.ts';
import { PROGRAM, REVISION } from '../demo-plan.ts';
import type { GalleryState, Wire } from '../gallery-state.ts';

export const WORKBOOK = 'wb-of-dana';
/** The afternoon of a day in October, on this computer's clock. */
export const at = (hour: number, minute: number): string => new Date(2026, 9, 20, hour, minute).toISOString();

const program: WireProgram = {
  id: PROGRAM,
  name: 'Strategic Execution Plan',
  district: 'Cedar Basin Unified School District',
  fiscalYear: '2026-27',
  revision: REVISION,
  role: 'editor',
};

export const quietWire: Wire = {
  programs: [program],
  people: [],
  revisions: [],
  comparison: { from: REVISION, to: REVISION, changes: [], money: {} },
  made: { from: REVISION - 1, to: REVISION, changes: [], money: {} },
  waiting: [],
  ways: { passwords: true, provider: null },
  fails: null,
};

/** A connected workbook about which nothing is known yet. */
export const resting: SyncState = {
  ...initialState,
  phase: 'resting',
  program: PROGRAM,
  workbook: WORKBOOK,
  revision: REVISION,
  newsSince: REVISION,
};

/** All three pieces of evidence of one check. */
export const synced: SyncState = {
  ...resting,
  evidence: { queueEmpty: true, sheetEqualsAcknowledged: true, revisionConfirmed: true },
  checkedAt: at(10, 42),
};

const plain: GalleryState = {
  view: 'home',
  state: synced,
  isSignedIn: true,
  settings: { 'first-run-seen': 'yes' },
  wire: quietWire,
  inspection: null,
  preview: {
    metadata: null,
    candidates: [],
    missing: tables.map(({ name }) => name),
    additions: ['A very hidden sheet _SEP that notes program and revision.'],
  },
  selected: null,
  inserting: 'written',
  preflightBreaks: false,
  cannotRun: false,
};

/** A synced pane at Home, but for what is given. */
export function entry(different: Partial<GalleryState>): GalleryState {
  return { ...plain, ...different };
}

/** As above, with another sync state on top of a connected workbook's. */
export function card(different: Partial<SyncState>): GalleryState {
  return entry({ state: { ...resting, ...different } });
}
