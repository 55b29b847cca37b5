import type { RevisionChanges, WireRowChange } from '../../../../shared/protocol/history.ts';
import type { SelectedCell } from '../../../../addin/excel/read/selected-cell.ts';
import { newRow, REVISION, rowOf } from '../demo-plan.ts';
import type { GalleryState, Wire } from '../gallery-state.ts';
import { BEN, CARA } from './conflicts.ts';
import { at, entry, quietWire, synced } from './entry.ts';

const ME = 'Dana North';

function line(id: string, cells: WireRowChange['cells']): WireRowChange {
  return { table: 'budgetLines', row: rowOf('budgetLines', 'id', id), key: id, kind: 'update', cells };
}

function revision(number: number, by: string, changes: WireRowChange[], note = ''): RevisionChanges {
  const accepted = changes.reduce((sum, { cells }) => sum + cells.length, 0);
  return {
    revision: number,
    at: at(9, number - 100),
    by,
    workbook: `wb-of-${by}`,
    note,
    door: 'sync',
    accepted,
    rows: changes.length,
    hash: 'abc',
    changes,
  };
}

const revisions: readonly RevisionChanges[] = [
  revision(151, BEN, [line('BL-001', [{ column: 'original', before: 139_000_000, after: 140_000_000 }])]),
  revision(
    150,
    CARA,
    [
      line('BL-007', [
        { column: 'original', before: 95_000_000, after: 120_000_000 },
        { column: 'note', before: null, after: 'Recorder and two entrances' },
      ]),
      {
        table: 'budgetLines',
        row: newRow(2),
        key: 'BL-011',
        kind: 'insert',
        cells: [{ column: 'original', before: null, after: 2_750_000 }],
      },
      {
        table: 'sites',
        row: newRow(3),
        key: '0499',
        kind: 'delete',
        cells: [{ column: 'name', before: 'Larch Academy', after: null }],
      },
    ],
    'Bids of October 14',
  ),
  revision(149, BEN, [line('BL-002', [{ column: 'original', before: 131_000_000, after: 130_000_000 }])]),
  revision(120, ME, [line('BL-001', [{ column: 'original', before: null, after: 139_000_000 }])], 'First sync'),
];

const selected: SelectedCell = {
  table: 'budgetLines',
  row: rowOf('budgetLines', 'id', 'BL-001'),
  column: 'original',
  rowKey: 'BL-001',
  codes: [
    { column: 'project', code: '26.00001' },
    { column: 'source', code: 'BND-A' },
  ],
};

const head = quietWire.programs.map((program) => ({ ...program, revision: 151 }));

/** Three revisions of others since 148. */
export const newsWire: Wire = {
  ...quietWire,
  programs: head,
  revisions,
  comparison: {
    from: 148,
    to: 151,
    changes: [
      compared('BL-001', 139_000_000, 140_000_000),
      compared('BL-007', 95_000_000, 120_000_000),
      { ...compared('BL-011', null, 2_750_000), row: newRow(2), kind: 'insert' },
    ],
    money: { budgetLines: { original: 28_750_000 } },
  },
  made: {
    from: 147,
    to: 148,
    changes: [compared('BL-001', 138_000_000, 139_000_000), compared('BL-002', 129_000_000, 131_000_000)],
    money: { budgetLines: { original: 3_000_000 } },
  },
};

function compared(id: string, before: number | null, after: number) {
  const row = id === 'BL-011' ? newRow(2) : rowOf('budgetLines', 'id', id);
  const place = { table: 'budgetLines', row, key: id, kind: 'update' as const, column: 'original' };
  return { ...place, before, after, delta: after - (before ?? 0) };
}

const history = (different: Partial<GalleryState>): GalleryState =>
  entry({ view: 'history', wire: newsWire, selected, ...different });
const news = (different: Partial<Wire>): GalleryState =>
  entry({ view: 'changes', state: { ...synced, newsSince: REVISION }, wire: { ...newsWire, ...different } });

export const historyStates: Readonly<Record<string, GalleryState>> = {
  history: history({}),
  'history-nothing-selected': history({ selected: null }),
  'history-empty': history({ wire: { ...newsWire, revisions: [] } }),
  'history-offline': history({ wire: { ...newsWire, fails: 'offline' } }),
  'history-undo': history({ state: { ...synced, undoable: 148 } }),
  'history-undo-busy': history({ state: { ...synced, undoable: 148, phase: 'reading' } }),
};

/** What others have changed: opened at Changes, with "From others" to be chosen. */
export const newsStates: Readonly<Record<string, GalleryState>> = {
  news: news({}),
  'news-empty': news({ programs: quietWire.programs }),
  'news-offline': news({ fails: 'offline' }),
};

export const totalsStates: Readonly<Record<string, GalleryState>> = {
  totals: entry({ view: 'totals' }),
  'totals-past': entry({ view: 'totals', wire: newsWire }),
  'totals-occupied': entry({ view: 'totals', inserting: 'occupied' }),
  // The network is known to be gone, and a request would wait for its end.
  'totals-silent': entry({
    view: 'totals',
    state: { ...synced, problem: { at: 'server', problem: { kind: 'offline' } } },
    wire: { ...quietWire, fails: 'silent' },
  }),
  'totals-offline': entry({ view: 'totals', wire: { ...quietWire, fails: 'offline' } }),
};

const people = [
  { person: BEN, workbook: 'wb-of-ben', since: at(10, 12), drafts: { budgetLines: [newRow(5), newRow(6)] } },
  { person: CARA, workbook: 'wb-of-cara', since: at(9, 58), drafts: {} },
];

export const moreStates: Readonly<Record<string, GalleryState>> = {
  more: entry({ view: 'more' }),
  'more-people': entry({ view: 'more', wire: { ...quietWire, people }, state: { ...synced, toSend: 3 } }),
  'home-selected': entry({ selected }),
  'home-people': entry({ wire: { ...quietWire, people } }),
};
