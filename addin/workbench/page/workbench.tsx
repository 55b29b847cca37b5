import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import type { Grid } from '../grid/open-grid.ts';
import { FileButtons } from './file-buttons.tsx';
import { goToFirstTable } from './go-to-first-table.ts';
import { GridPlace } from './grid-place.tsx';
import { NameBox } from './name-box.tsx';

interface WorkbenchProps {
  readonly host: ExcelHost;
  /** The file the book is from, as it is followed; undefined: it is from none. */
  readonly opened: (() => OpenedPackage) | undefined;
  /** What there is to say at the beginning. */
  readonly remark: string;
}

/** A workbook in the browser with the pane beside it. */
export function Workbench({ host, opened, remark }: WorkbenchProps) {
  const [sentence, setSentence] = useState(remark);
  const say = useCallback((words: string) => setSentence(words), []);
  const grid = useRef<Grid>(null);
  const hold = useCallback((shown: Grid) => {
    grid.current = shown;
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
        <FileButtons book={host.book} opened={opened} say={say} />
      </header>
      <GridPlace host={host} say={say} onOpen={hold} />
      {/* Our own page, which must reach the host in this window: a sandbox that allows that keeps nothing out. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe className="pane" title="SEP Sync pane" src="/workbench/pane/" />
    </div>
  );
}
