import { describe, expect, test } from 'vitest';
import { galleryStates } from '../../test/browser/gallery/gallery-states.ts';
import type { SelectedCell } from '../excel/read/selected-cell.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';
import { done, hindered } from '../excel/workbook-problem.ts';
import { showView } from './testing/show-view.tsx';
import { useSelectedCell } from './use-selected-cell.ts';

const cell = galleryStates['history']?.selected ?? null;
const other = cell === null ? null : { ...cell, column: 'note' };

function Selected({ sheet, seen }: { readonly sheet: SheetTools; readonly seen: (SelectedCell | null | undefined)[] }) {
  const selected = useSelectedCell(sheet);
  seen.push(selected);
  return <p>{selected === undefined ? 'not known' : (selected?.column ?? 'nowhere')}</p>;
}

/** A sheet whose selection moves when told to; `reads` answers for it. */
function follow(start: ReturnType<SheetTools['selectedCell']>, canWatch = true) {
  let answer = start;
  let move = (): void => undefined;
  let asked = 0;
  const seen: (SelectedCell | null | undefined)[] = [];
  const tools: { current: SheetTools | null } = { current: null };
  const view = showView('history', ({ sheet }) => {
    tools.current ??= {
      ...sheet,
      selectedCell: () => {
        asked += 1;
        return answer;
      },
      watchSelection: (onMove) => {
        move = onMove;
        return Promise.resolve(canWatch ? done(() => undefined) : hindered({ kind: 'editingCell' }));
      },
    };
    return <Selected sheet={tools.current} seen={seen} />;
  });
  return {
    ...view,
    seen,
    asked: () => asked,
    moveTo: (next: ReturnType<SheetTools['selectedCell']>) => {
      answer = next;
      move();
    },
  };
}

describe('the selected cell', () => {
  test('is not known at first, then followed as the selection comes to rest', async () => {
    const view = follow(Promise.resolve(done(cell)));
    await view.says(cell?.column ?? '');
    expect(view.seen[0]).toBeUndefined();
    view.moveTo(Promise.resolve(done(other)));
    await view.says('note');
    view.moveTo(Promise.resolve(done(null)));
    await view.says('nowhere');
  });

  test('that is the same again is the same value, so that nothing is asked anew', async () => {
    const view = follow(Promise.resolve(done(cell)));
    await view.says(cell?.column ?? '');
    view.moveTo(Promise.resolve(done(other)));
    await view.says('note');
    const known = view.seen.at(-1);
    view.moveTo(Promise.resolve(done(other === null ? null : { ...other })));
    view.moveTo(Promise.resolve(done(other === null ? null : { ...other })));
    await expect.poll(() => view.asked()).toBe(3);
    expect(view.seen.at(-1)).toBe(known);
  });

  test('stays what it was while Excel does not answer, and is none where nothing was known', async () => {
    const view = follow(Promise.resolve(done(cell)));
    await view.says(cell?.column ?? '');
    view.moveTo(Promise.resolve(hindered({ kind: 'editingCell' })));
    view.moveTo(Promise.resolve(hindered({ kind: 'editingCell' })));
    await expect.poll(() => view.asked()).toBe(2);
    expect(view.text()).toBe(cell?.column);
  });

  test('is nowhere where Excel answers nothing from the start, or tells of no moves', async () => {
    await follow(Promise.resolve(hindered({ kind: 'editingCell' })), false).says('nowhere');
  });
});
