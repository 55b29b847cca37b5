import { expect, test } from 'vitest';
import type { CellMark } from '../excel/marks/cell-marks.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';
import { done } from '../excel/workbook-problem.ts';
import type { OpenRefusal, SyncState } from '../sync/session/sync-state.ts';
import { showView } from './testing/show-view.tsx';
import { useSheetMarks } from './use-sheet-upkeep.ts';

interface UpkeepProps {
  readonly state: SyncState;
  readonly sheet: SheetTools;
}

const nothingGreyed = { current: Promise.resolve() };

function Upkeep({ state, sheet }: UpkeepProps) {
  useSheetMarks(sheet, state, nothingGreyed);
  return <p>{state.phase}</p>;
}

const refused = (column: string | null): OpenRefusal => ({
  table: 'budgetLines',
  row: 'R000000000000001',
  rowKey: 'BL-001',
  column,
  rule: 'P3',
  value: null,
  message: 'No.',
});

test('[FB4] a row that is refused as a whole is marked in the sheet like a cell', async () => {
  const marked: (readonly CellMark[])[] = [];
  const tools: { current: SheetTools | null } = { current: null };
  const view = showView('review-empty', ({ sheet }, state) => {
    tools.current ??= {
      ...sheet,
      markCells: (marks) => {
        marked.push(marks);
        return Promise.resolve(done(marks.length));
      },
    };
    return <Upkeep sheet={tools.current} state={state} />;
  });
  const { session } = view.services;
  session.become({ ...session.state, phase: 'applying' });
  await view.says('applying');
  session.become({ ...session.state, phase: 'resting', refusals: [refused('original'), refused(null)] });
  await expect
    .poll(() => marked.at(-1)?.map(({ column, kind }) => [column, kind]))
    .toEqual([
      ['original', 'refusal'],
      [null, 'refusal'],
    ]);
});
