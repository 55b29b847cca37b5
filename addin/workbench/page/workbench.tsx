import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import type { Grid } from '../grid/open-grid.ts';
import { CellCard } from './cell-card.tsx';
import { FileButtons } from './file-buttons.tsx';
import { openingCode, savingCode } from './file-code.ts';
import { FindBox } from './find-box.tsx';
import { focusFrame, listenToF6 } from './regions.ts';
import { goToFirstTable } from './go-to-first-table.ts';
import { GridPlace } from './grid-place.tsx';
import { KeptLine, NotKeptNotice } from './kept-line.tsx';
import { NameBox } from './name-box.tsx';
import { offerDrawnCells } from './test-handle.ts';
import { SpokenSelection } from './spoken-selection.tsx';
import type { KeptBooks } from '../kept/kept-books.ts';
import type { WorkedBook } from './worked-book.ts';

interface WorkbenchProps {
  readonly host: ExcelHost;
  readonly worked: WorkedBook;
  /** Null: this browser keeps nothing. */
  readonly books: KeptBooks | null;
  /** What there is to say at the beginning. */
  readonly remark: string | null;
  /** The spreadsheet shows the workbook; before, it would not follow where the host goes. */
  readonly onDrawn: () => void;
}

/** A workbook in the browser with the pane beside it. */
export function Workbench({ host, worked, books, remark, onDrawn }: WorkbenchProps) {
  const [sentence, setSentence] = useState(remark ?? '');
  const say = useCallback((words: string) => setSentence(words), []);
  const grid = useRef<Grid>(null);
  const hold = useCallback(
    (shown: Grid) => {
      grid.current = shown;
      void shown.ready.then(() => {
        onDrawn();
        // [FB8] Whoever loses the network later is told to save the file.
        for (const { fetchAhead } of [savingCode, openingCode]) fetchAhead();
      });
      offerDrawnCells(host, shown);
    },
    [host, onDrawn],
  );
  const [isFinding, setIsFinding] = useState(false);
  const endFinding = useCallback(() => {
    setIsFinding(false);
    grid.current?.focus();
  }, []);
  const bar = useRef<HTMLElement>(null);
  const nameBox = useRef<HTMLInputElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const pane = useRef<HTMLIFrameElement>(null);
  const pageKeys = useMemo(
    () => ({
      goTo: () => nameBox.current?.focus(),
      find: () => setIsFinding(true),
      save: () => saveButton.current?.click(),
    }),
    [],
  );
  useEffect(() => goToFirstTable(host), [host]);
  useEffect(
    () =>
      listenToF6([
        {
          contains: (focused) => focused !== pane.current && bar.current?.contains(focused) === false,
          focus: () => grid.current?.focus(),
        },
        {
          contains: (focused) => focused === pane.current,
          focus: () => pane.current !== null && focusFrame(pane.current),
        },
        { contains: (focused) => bar.current?.contains(focused) === true, focus: () => nameBox.current?.focus() },
      ]),
    [],
  );
  return (
    <div className="workbench">
      <header className="bar" ref={bar}>
        <h1>
          <a href="/" title="Your programs and workbooks">
            SEP Sync
          </a>{' '}
          workbench
        </h1>
        <span className="file">{host.book.name}</span>
        <KeptLine keeper={worked.keeper} />
        <NameBox box={nameBox} host={host} say={say} onGone={() => grid.current?.focus()} />
        <button type="button" onClick={() => grid.current?.insertRow()}>
          Insert row
        </button>
        <button type="button" onClick={() => grid.current?.deleteRows()}>
          Delete row
        </button>
        {isFinding && <FindBox host={host} say={say} onClose={endFinding} />}
        <output className="sentence">{sentence}</output>
        <FileButtons book={host.book} opened={worked.opened} saveButton={saveButton} books={books} say={say} />
      </header>
      <NotKeptNotice keeper={worked.keeper} />
      <GridPlace host={host} say={say} page={pageKeys} onOpen={hold} />
      <CellCard host={host} />
      <SpokenSelection host={host} />
      {/* Our own page, which must reach the host in this window: a sandbox that allows that keeps nothing out. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe ref={pane} className="pane" title="SEP Sync pane" src="/workbench/pane/" />
    </div>
  );
}
