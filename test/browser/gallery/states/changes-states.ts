import type { Inspection } from '../../../../addin/sync/inspect-workbook.ts';
import { chooseEdits, type EditPlace } from '../../../../addin/sync/excluded-edits.ts';
import { changedRows } from '../../../../addin/sync/local-changes.ts';
import type { ProgramState } from '../../../../shared/sync/program-rows.ts';
import type { OpenRefusal } from '../../../../addin/sync/session/sync-state.ts';
import { countEdits } from '../../../../shared/sync/count-edits.ts';
import type { Edit } from '../../../../shared/sync/edit.ts';
import type { Cells, RowId } from '../../../../shared/tables/cell.ts';
import { newRow, plan, PROGRAM, REVISION, rowOf, withRows } from '../demo-plan.ts';
import type { GalleryState } from '../gallery-state.ts';
import { moneyRefusal } from './conflicts.ts';
import { card, quietWire } from './entry.ts';
import { copyWire } from './gate-states.ts';
import { twoWaiting } from '../waiting-changes.ts';

interface Waiting {
  readonly edits: readonly Edit[];
  readonly base?: ProgramState;
  readonly refusals?: readonly OpenRefusal[];
  readonly leftOut?: readonly EditPlace[];
}

/** The list of my changes, as the inspection of a sheet with these edits would find them. */
function changes({ edits, base = plan, refusals = [], leftOut = [] }: Waiting): GalleryState {
  const inspection: Inspection = {
    program: PROGRAM,
    revision: REVISION,
    hash: '',
    rows: changedRows(edits, base),
    edits,
    send: chooseEdits(edits, leftOut).send,
    refusals,
    base,
    formerFormulas: new Set(),
  };
  return { ...card({ toSend: countEdits(edits), leftOut }), view: 'changes', inspection };
}

function update(table: string, row: RowId, cells: Cells): Edit {
  const seen = Object.fromEntries(Object.keys(cells).map((column) => [column, REVISION]));
  return { kind: 'update', table, row, cells, seen };
}

const order = (number: string, cells: Cells): Edit =>
  update('commitments', rowOf('commitments', 'number', number), cells);

const paid = (document: string, amount: number): Edit =>
  update('expenditures', rowOf('expenditures', 'document', document), { amount });

const newLine: Edit = {
  kind: 'insert',
  table: 'budgetLines',
  row: newRow(1),
  seen: REVISION,
  cells: {
    id: 'BL-010',
    project: '26.00003',
    source: 'F40',
    fiscalYear: '2026-27',
    category: 'Equipment',
    original: 0,
  },
};

const closets: Edit = update('budgetLines', rowOf('budgetLines', 'id', 'BL-001'), {
  note: 'Two more closets at Peñasco Elementary',
});

const few: readonly Edit[] = [
  order('PO-1', { vendor: 'Vendor A02' }),
  paid('V5', 2_484_567),
  closets,
  newLine,
  { kind: 'delete', table: 'forecasts', row: rowOf('forecasts', 'project', '26.00003'), seen: REVISION },
];

/** The original budget of an approved project is locked. */
const forbidden: Edit = update('budgetLines', rowOf('budgetLines', 'id', 'BL-005'), { original: 78_500_000 });

/** Ten times as much, and a sign the other way round. */
const slips: readonly Edit[] = [closets, paid('V2', 362_500_500), paid('V5', -1_234_567)];

const milestone = (name: string, forecastFinish: string, cells: Cells = {}): Cells => ({
  project: '26.00001',
  location: '0417',
  milestone: name,
  baselineNumber: 0,
  forecastFinish,
  ...cells,
});

/** An installation that begins two weeks later, and would end in testing weeks if all went along. */
function movedDate(): Waiting {
  const rows = new Map([
    [newRow(50), milestone('M50 Installation start', '2027-03-01', { forecastStart: '2027-03-01' })],
    [newRow(60), milestone('M60 Installation complete', '2027-04-05', { forecastStart: '2027-03-02' })],
    [newRow(70), milestone('M70 Substantial completion', '2027-05-03')],
  ]);
  const window = {
    id: 'CAL-01',
    start: '2027-04-12',
    end: '2027-05-28',
    appliesTo: 'All',
    type: 'State testing',
    severity: 'Block',
  };
  const tables = new Map(withRows('milestones', rows).tables);
  tables.set('calendar', new Map([[newRow(1), window]]));
  const moved = { forecastStart: '2027-03-15', forecastFinish: '2027-03-15' };
  return { base: { ...plan, tables }, edits: [update('milestones', newRow(50), moved)] };
}

const MANY = 5_000;

function many(): Waiting {
  const lines = new Map<RowId, Cells>();
  const edits: Edit[] = [];
  const common = { line: 10, budgetLine: 'BL-001', type: 'PO', status: 'Draft', awardDate: '2025-12-09' };
  for (let index = 0; index < MANY; index++) {
    const row = newRow(10_000 + index);
    lines.set(row, { ...common, number: `PX-${index}`, original: 1_000_000, description: 'Access points' });
    edits.push(update('commitments', row, { original: 1_010_000 + index }));
  }
  return { base: withRows('commitments', lines), edits };
}

export const changesStates: Readonly<Record<string, GalleryState>> = {
  'changes-empty': changes({ edits: [] }),
  'changes-few': changes({ edits: few }),
  'changes-many': changes(many()),
  'changes-refusals': changes({ edits: [...few, forbidden], refusals: [moneyRefusal] }),
  'changes-slips': changes({ edits: slips }),
  'changes-successors': changes(movedDate()),
  'changes-left-out': changes({
    edits: few,
    leftOut: [
      { table: 'commitments', row: rowOf('commitments', 'number', 'PO-1'), column: 'vendor' },
      { table: 'budgetLines', row: newRow(1), column: null },
    ],
  }),
  'changes-viewer': {
    ...changes({ edits: few }),
    wire: { ...quietWire, programs: quietWire.programs.map((program) => ({ ...program, role: 'viewer' as const })) },
  },
  'changes-no-totals': { ...changes({ edits: few }), preflightBreaks: true },
  'changes-offline': {
    ...changes({ edits: few }),
    state: { ...changes({ edits: few }).state, problem: { at: 'server', problem: { kind: 'offline' } } },
  },
  // The gate of a copy comes first; its own answer is to look only.
  'changes-only-looking': { ...changes({ edits: few }), wire: copyWire },
};

const finance = quietWire.programs.map((program) => ({ ...program, role: 'finance' as const }));
const decidingWire = { ...quietWire, programs: finance, waiting: twoWaiting };

/** Budget changes that wait for the person. */
export const decisionStates: Readonly<Record<string, GalleryState>> = {
  'home-decisions': { ...card({}), wire: decidingWire },
  'to-decide': { ...changes({ edits: [] }), wire: decidingWire },
  'to-decide-empty': changes({ edits: [] }),
  'to-decide-offline': { ...changes({ edits: [] }), wire: { ...quietWire, fails: 'offline' } },
};
