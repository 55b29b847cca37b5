import { useEffect, useRef, useState } from 'react';
import type { ExcelHost } from '../excel-host/host/excel-host.ts';
import { Grid } from './grid.tsx';
import { columnLetters, firstCell, tableRowAt } from './sheet-view.ts';
import { editableText } from './type-into-cell.ts';
import { useBookVersion } from './use-book-version.ts';

/** A workbook in the browser with the pane beside it. */
export function Workbench({ host }: { readonly host: ExcelHost }) {
  const version = useBookVersion(host);
  const [, setSelections] = useState(0);
  const redraw = (): void => setSelections((known) => known + 1);
  const hasShownTables = useRef(false);
  const { book } = host;
  const sheets = book.sheets().filter(({ visibility }) => visibility === 'Visible');
  const { sheetId, selection } = host.view;
  useEffect(() => {
    // The first table that appears is what the person has been waiting for.
    const first = sheets[1];
    if (sheets.length < 2 || hasShownTables.current || first === undefined) return;
    hasShownTables.current = true;
    if (sheets[0]?.id === sheetId) host.select(first.id, firstCell(book, first.id));
  });
  const place = tableRowAt(book, sheetId, selection);

  const inRows = (work: () => void): void => {
    book.act({ user: host.user, gesture: 'rows' }, work);
    redraw();
  };
  return (
    <div className="workbench">
      <header className="bar">
        <h1>SEP Sync workbench</h1>
        <button
          type="button"
          disabled={place === null}
          onClick={() => place !== null && inRows(() => book.insertTableRows(place.table.id, place.index, 1))}
        >
          Insert row
        </button>
        <button
          type="button"
          disabled={place === null}
          onClick={() => place !== null && inRows(() => book.deleteTableRows(place.table.id, place.index, 1))}
        >
          Delete row
        </button>
        <span className="content" aria-label="Selected cell">
          {columnLetters(selection.column)}
          {selection.row + 1} {'\u00a0'} {editableText(book, sheetId, selection.row, selection.column)}
        </span>
      </header>
      <Grid key={sheetId} host={host} sheetId={sheetId} version={version} onSelect={redraw} />
      <div className="tabs" role="tablist" aria-label="Sheets">
        {sheets.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === sheetId}
            onClick={() => {
              host.activate(id);
              host.select(id, firstCell(book, id));
              redraw();
            }}
          >
            {name}
          </button>
        ))}
      </div>
      {/* Our own page, which must reach the host in this window: a sandbox that allows that keeps nothing out. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe className="pane" title="SEP Sync pane" src="/workbench/pane/" />
    </div>
  );
}
