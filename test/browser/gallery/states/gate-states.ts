import { initialState } from '../../../../addin/sync/session/sync-state.ts';
import { PRACTICE_PROGRAM } from '../../../../shared/tables/workbook-metadata.ts';
import type { RevisionChanges } from '../../../../shared/protocol/history.ts';
import { rowOf } from '../demo-plan.ts';
import type { GalleryState, Wire } from '../gallery-state.ts';
import { BEN } from './conflicts.ts';
import { at, card, entry, quietWire, WORKBOOK } from './entry.ts';

const notConnected = { ...initialState, phase: 'notConnected' } as const;

const revision: RevisionChanges = {
  revision: 148,
  at: at(9, 5),
  by: BEN,
  workbook: WORKBOOK,
  note: '',
  accepted: 1,
  rows: 0,
  hash: 'abc',
  changes: [],
};

/** A workbook that somebody else has synced last. */
export const copyWire: Wire = { ...quietWire, revisions: [revision] };

const changed = Array.from({ length: 48 }, (_, index) => ({
  table: 'budgetLines',
  row: rowOf('budgetLines', 'id', 'BL-001'),
  key: 'BL-001',
  kind: 'update' as const,
  column: `note${index}`,
  before: null,
  after: 'x',
  delta: null,
}));

const oldCopy = {
  ...quietWire,
  revisions: [
    { ...revision, revision: 160, by: 'Dana North' },
    { ...revision, at: new Date(new Date().getFullYear(), 2, 2, 9).toISOString(), by: 'Dana North' },
  ],
  comparison: { from: 148, to: 160, changes: changed, money: {} },
};

/** What comes before everything else, one at a time. */
export const gateStates: Readonly<Record<string, GalleryState>> = {
  'first-run': entry({ isSignedIn: false, settings: {}, state: notConnected }),
  'sign-in': entry({ isSignedIn: false, state: notConnected }),
  'sign-in-waiting': { ...card({ toSend: 12 }), isSignedIn: false },
  'sign-in-fails': entry({
    isSignedIn: false,
    state: notConnected,
    wire: { ...quietWire, fails: 'sign_in_failed' },
  }),
  'sign-in-provider': entry({
    isSignedIn: false,
    state: notConnected,
    wire: {
      ...quietWire,
      ways: {
        passwords: true,
        provider: {
          name: 'Cedar Basin',
          issuer: 'https://login.cedar-basin.example',
          clientId: 'sep-sync',
          scope: null,
        },
      },
    },
  }),
  'connect-new': entry({ state: notConnected }),
  'connect-found': entry({
    state: notConnected,
    preview: {
      metadata: null,
      candidates: [
        {
          table: 'budgetLines',
          sheet: 'Opex',
          excelName: 'Opex_2027',
          rowCount: 214,
          headers: { id: 'Budget Line ID' },
          missingRequired: [],
          ownHeaders: ['My notes'],
        },
      ],
      missing: ['sites', 'systems', 'projects'],
      additions: [
        'Opex: table Opex_2027 (214 rows) gets a hidden column Row ID and its table name becomes SEP_BudgetLines (formulas follow).',
        'A very hidden sheet _SEP that notes program and revision.',
      ],
    },
  }),
  'connect-no-program': entry({ state: notConnected, wire: { ...quietWire, programs: [] } }),
  'connect-offline': entry({ state: notConnected, wire: { ...quietWire, fails: 'offline' } }),
  copy: { ...card({ toSend: 3 }), wire: copyWire },
  'old-copy': { ...card({ toSend: 3 }), wire: oldCopy },
  practice: card({ program: PRACTICE_PROGRAM, revision: 0 }),
  unfinished: card({ unfinished: 340 }),
  'cannot-run': entry({ cannotRun: true }),
};
