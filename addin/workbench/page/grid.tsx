import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { areaOf, type Area } from '../excel-host/book/area.ts';
import type { ExcelHost } from '../excel-host/host/excel-host.ts';
import { columnLetters, rowCells, sheetView, type SheetView, type VisibleCell } from './sheet-view.ts';
import { editableText, typeIntoCell } from './type-into-cell.ts';

const ROW_PX = 24;
/** Width of the column with the row numbers. */
const NUMBER_PX = 52;
/** Rows drawn above and below what is in view. */
const MARGIN_ROWS = 20;

interface GridProps {
  readonly host: ExcelHost;
  readonly sheetId: string;
  /** Changes with every change of the book, so that the grid is drawn again. */
  readonly version: number;
  readonly onSelect: () => void;
}

interface Editing {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** A sheet as an HTML table: arrows move, typing or F2 edits, Enter and Tab take the text, Esc drops it. */
export function Grid({ host, sheetId, onSelect }: GridProps) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const [top, setTop] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const view = sheetView(host.book, sheetId);
  const { row, column } = host.view.selection;

  const select = (nextRow: number, nextColumn: number): void => {
    host.select(sheetId, areaOf(nextRow, nextColumn, 1, 1));
    onSelect();
  };
  const begin = (text: string): void => {
    host.beginCellEdit();
    setEditing({ row, column, text });
  };
  const finish = (text: string | null, rowStep: number, columnStep: number): void => {
    if (editing === null) return;
    setEditing(null);
    if (text !== null) typeIntoCell(host.book, host.user, sheetId, editing.row, editing.column, text);
    host.endCellEdit();
    select(...neighbour(view, editing.row, editing.column, rowStep, columnStep));
    grid.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (editing !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) select(...neighbour(view, row, column, ...step));
    else if (event.key === 'F2') begin(editableText(host.book, sheetId, row, column));
    else if (event.key === 'Delete') typeIntoCell(host.book, host.user, sheetId, row, column, '');
    else if (event.key.length === 1) begin(event.key);
    else return;
    event.preventDefault();
  };

  const lastSelection = useRef<Area | null>(null);
  useEffect(() => {
    // Only a new selection scrolls; a new value elsewhere leaves the view where the person put it.
    if (lastSelection.current === host.view.selection) return;
    lastSelection.current = host.view.selection;
    if (grid.current !== null) scrollToCell(grid.current, view, host.view.selection);
  });

  const first = Math.max(0, Math.floor(top / ROW_PX) - MARGIN_ROWS);
  const shown = view.rows.slice(first, first + 60 + 2 * MARGIN_ROWS);
  const drawRow = (drawn: number) => (
    <tr key={drawn} aria-rowindex={drawn + 1}>
      <th scope="row" className="number">
        {drawn + 1}
      </th>
      {rowCells(host.book, sheetId, drawn, view.columns).map((cell) => (
        <Cell
          key={cell.column}
          cell={cell}
          isSelected={drawn === row && cell.column === column}
          editing={editing?.row === drawn && editing.column === cell.column ? editing : null}
          onSelect={() => select(drawn, cell.column)}
          onBegin={() => begin(editableText(host.book, sheetId, drawn, cell.column))}
          onFinish={finish}
        />
      ))}
    </tr>
  );

  return (
    <div
      ref={grid}
      className="grid"
      role="grid"
      aria-label="Sheet"
      tabIndex={0}
      onKeyDown={pressed}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <table role="presentation" style={{ width: view.columns.reduce((sum, { widthPx }) => sum + widthPx, NUMBER_PX) }}>
        <colgroup>
          <col style={{ width: NUMBER_PX }} />
          {view.columns.map(({ column: key, widthPx }) => (
            <col key={key} style={{ width: widthPx }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th className="number" aria-label="Row number" />
            {view.columns.map(({ column: key }) => (
              <th key={key} scope="col">
                {columnLetters(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.frozenRows.map(drawRow)}
          <tr style={{ height: first * ROW_PX }} aria-hidden />
          {shown.map(drawRow)}
          <tr style={{ height: (view.rows.length - first - shown.length) * ROW_PX }} aria-hidden />
        </tbody>
      </table>
    </div>
  );
}

function scrollToCell(box: HTMLElement, view: SheetView, { row, column }: Area): void {
  const index = view.rows.indexOf(row);
  if (index >= 0) {
    const head = (view.frozenRows.length + 1) * ROW_PX;
    const [from, to] = [index * ROW_PX, (index + 1) * ROW_PX + head];
    if (from < box.scrollTop) box.scrollTop = from;
    else if (to > box.scrollTop + box.clientHeight) box.scrollTop = to - box.clientHeight;
  }
  const before = view.columns.filter((visible) => visible.column < column);
  const left = before.reduce((sum, { widthPx }) => sum + widthPx, 0);
  const width = view.columns.find((visible) => visible.column === column)?.widthPx ?? 0;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (left + width + NUMBER_PX > box.scrollLeft + box.clientWidth) {
    box.scrollLeft = left + width + NUMBER_PX - box.clientWidth;
  }
}

interface CellProps {
  readonly cell: VisibleCell;
  readonly isSelected: boolean;
  readonly editing: Editing | null;
  readonly onSelect: () => void;
  readonly onBegin: () => void;
  readonly onFinish: (text: string | null, rowStep: number, columnStep: number) => void;
}

function Cell({ cell, isSelected, editing, onSelect, onBegin, onFinish }: CellProps) {
  const { style } = cell;
  const look = {
    ...(style.fillColor === undefined ? {} : { backgroundColor: style.fillColor }),
    ...(style.fontColor === undefined ? {} : { color: style.fontColor }),
    ...(style.bold === true ? { fontWeight: 600 } : {}),
  };
  const names = [cell.isRight ? 'right' : '', cell.isHeader ? 'header' : '', isSelected ? 'selected' : '']
    .filter((name) => name !== '')
    .join(' ');
  return (
    <td
      role="gridcell"
      className={names}
      style={look}
      title={cell.text}
      aria-selected={isSelected}
      data-column={cell.column}
      onMouseDown={onSelect}
      onDoubleClick={onBegin}
    >
      {editing === null ? (
        cell.text
      ) : (
        <input
          aria-label="Cell"
          autoFocus
          defaultValue={editing.text}
          onKeyDown={(event) => {
            const text = event.currentTarget.value;
            if (event.key === 'Enter') onFinish(text, event.shiftKey ? -1 : 1, 0);
            else if (event.key === 'Tab') onFinish(text, 0, event.shiftKey ? -1 : 1);
            else if (event.key === 'Escape') onFinish(null, 0, 0);
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          onBlur={(event) => onFinish(event.currentTarget.value, 0, 0)}
        />
      )}
    </td>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Enter: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Tab: [0, 1],
  PageDown: [20, 0],
  PageUp: [-20, 0],
};

/** The visible cell that many rows and columns away, or the last one on the way. */
function neighbour(
  view: SheetView,
  row: number,
  column: number,
  rowStep: number,
  columnStep: number,
): [number, number] {
  const rows = [...view.frozenRows, ...view.rows];
  const columns = view.columns.map((visible) => visible.column);
  return [moved(rows, row, rowStep), moved(columns, column, columnStep)];
}

function moved(shown: readonly number[], from: number, step: number): number {
  const index = Math.max(0, shown.indexOf(from)) + step;
  return shown[Math.min(Math.max(index, 0), shown.length - 1)] ?? from;
}
