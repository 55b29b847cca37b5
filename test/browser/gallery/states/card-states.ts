import type { WorkbookProblem } from '../../../../addin/excel/workbook-problem.ts';
import type { ServerProblem } from '../../../../addin/sync/server/server-problem.ts';
import type { GalleryState } from '../gallery-state.ts';
import { lateRefusals, moneyConflict, moneyRefusal, listRefusal, textConflict } from './conflicts.ts';
import { card, entry, quietWire, synced } from './entry.ts';
import { newsWire } from './history-states.ts';

const autoSync = { 'first-run-seen': 'yes', 'auto-sync': 'whenOthersSync' };

const financeWire = {
  ...quietWire,
  programs: quietWire.programs.map((program) => ({ ...program, role: 'finance' as const })),
};

const workbook = (problem: WorkbookProblem): GalleryState => card({ toSend: 12, problem: { at: 'workbook', problem } });
const server = (problem: ServerProblem): GalleryState => card({ toSend: 12, problem: { at: 'server', problem } });

/** Every status of the card on Home. */
export const cardStates: Readonly<Record<string, GalleryState>> = {
  starting: card({ phase: 'starting' }),
  reading: card({ phase: 'reading' }),
  'reading-counted': card({ phase: 'reading', progress: { done: 41_250, total: 100_000, unit: 'rows' } }),
  sending: card({ phase: 'sending', toSend: 3 }),
  asking: card({ phase: 'sending' }),
  receiving: card({ phase: 'applying' }),
  checking: card({ phase: 'checking' }),
  synced: entry({ state: synced }),
  'synced-sent': entry({ state: { ...synced, accepted: 3 } }),
  'synced-news': entry({
    state: { ...synced, accepted: 3, received: { values: 5, rows: 1 }, revision: 151 },
    wire: newsWire,
  }),
  'synced-warnings': entry({
    state: {
      ...synced,
      accepted: 2,
      warnings: [
        {
          rule: 'W6',
          message: 'Budget Lines BL-001: a formula’s result was rounded to the cent.',
          table: null,
          row: null,
        },
        { rule: 'V31', message: 'Measure A has sold fewer bonds than its contracts need.', table: null, row: null },
      ],
    },
  }),
  'local-edits': card({ toSend: 3, accepted: 2 }),
  'local-edits-auto': { ...card({ toSend: 3 }), settings: autoSync },
  touched: card({ touched: true }),
  'not-checked': card({}),
  conflicts: card({ conflicts: [moneyConflict, textConflict] }),
  'conflicts-and-edits': card({ conflicts: [moneyConflict], toSend: 1 }),
  'refusal-one': card({ refusals: [moneyRefusal] }),
  'refusals-many': card({ refusals: [moneyRefusal, listRefusal] }),
  'month-closed': card({ refusals: lateRefusals }),
  offline: server({ kind: 'offline' }),
  // A sync puts back, and all is synced then.
  'put-back': entry({
    state: {
      ...synced,
      putBacks: [
        {
          table: 'budgetLines',
          row: 'R0A1B2C3D4E5F6G7',
          rowKey: 'BL-001',
          column: 'current',
          typed: 272_588.27,
          plan: 1_000_000,
          now: 1_000_000,
        },
      ],
    },
  }),
  // Two totals below a table, a row that was typed too far down, a renamed header and a table that was taken away.
  unread: entry({
    state: {
      ...synced,
      unread: [
        { kind: 'totals', table: 'budgetLines', position: 12, label: 'Total' },
        { kind: 'below', table: 'sites', position: 41, label: '0499' },
        { kind: 'totals', table: 'expenditures', position: 60, label: 'Sum of the quarter' },
      ],
      gone: [
        { table: 'budgetLines', column: 'note' },
        { table: 'milestones', column: null },
      ],
    },
  }),
  'local-edits-finance': { ...card({ toSend: 3 }), wire: financeWire },
  'signed-out': server({ kind: 'signedOut' }),
  busy: server({ kind: 'busy', retryAfterSeconds: 30 }),
  'no-access': server({ kind: 'noAccess' }),
  'addin-too-old': server({ kind: 'addinTooOld' }),
  'server-restored': server({ kind: 'revisionUnknown' }),
  'too-large': server({ kind: 'tooLarge' }),
  'server-failed': server({ kind: 'serverFailed', code: 'internal', detail: 'stack trace' }),
  'editing-cell': workbook({ kind: 'editingCell' }),
  'filter-on': workbook({ kind: 'filterOn', tables: ['budgetLines'] }),
  protected: workbook({ kind: 'sheetProtected', sheet: 'Budget Lines' }),
  'read-only': workbook({ kind: 'readOnly' }),
  'dates-unclear': workbook({ kind: 'dateSystemUnclear', sheet: 'Milestones', address: 'F18' }),
  'table-missing': workbook({ kind: 'tableMissing', table: 'Budget Lines' }),
  'column-missing': workbook({ kind: 'columnMissing', table: 'Budget Lines', column: 'Original Amount' }),
  unreadable: workbook({ kind: 'unreadable', sheet: 'Expenditures', address: 'A2:L4001' }),
  'text-not-kept': workbook({ kind: 'textNotKept', sheet: 'Sites', address: 'B4', text: '0417' }),
  'rows-moved': workbook({ kind: 'rowsMoved', table: 'budgetLines' }),
  stopped: workbook({ kind: 'cancelled' }),
  'metadata-newer': workbook({ kind: 'metadataNewer', message: 'This workbook was written by a newer version.' }),
  'excel-failed': workbook({ kind: 'excelFailed', code: 'GeneralException', detail: 'stack trace' }),
};
