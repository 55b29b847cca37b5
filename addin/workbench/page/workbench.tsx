import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import type { Grid } from '../grid/open-grid.ts';
import { FileButtons } from './file-buttons.tsx';
import { goToFirstTable } from './go-to-first-table.ts';
import { GridPlace } from './grid-place.tsx';
import { NameBox } from './name-box.tsx';

/** A workbook in the browser with the pane beside it. */
export function Workbench({ host }: { readonly host: ExcelHost }) {
  const [sentence, setSentence] = useState('');
  const say = useCallback((words: string) => setSentence(words), []);
  const grid = useRef<Grid>(null);
  const hold = useCallback((opened: Grid) => {
    grid.current = opened;
  }, []);
  useEffect(() => goToFirstTable(host), [host]);
  return (
    <div className="workbench">
      <header className="bar">
        <h1>SEP Sync workbench</h1>
        <span className="file">{host.book.name}</span>
        <NameBox host={host} say={say} onGone={() => grid.current?.focus()} />
        <button type="button" onClick={() => grid.current?.insertRow()}>
          Insert row
        </button>
        <button type="button" onClick={() => grid.current?.deleteRows()}>
          Delete row
        </button>
        <output className="sentence">{sentence}</output>
        <FileButtons book={host.book} say={say} />
      </header>
      <GridPlace host={host} say={say} onOpen={hold} />
      {/* Our own page, which must reach the host in this window: a sandbox that allows that keeps nothing out. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe className="pane" title="SEP Sync pane" src="/workbench/pane/" />
    </div>
  );
}
