import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import type { Grid } from '../grid/open-grid.ts';
import { FileButtons } from './file-buttons.tsx';
import { FindBox } from './find-box.tsx';
import { focusFrame, listenToF6 } from './regions.ts';
import { goToFirstTable } from './go-to-first-table.ts';
import { GridPlace } from './grid-place.tsx';
import { NameBox } from './name-box.tsx';
import { SpokenSelection } from './spoken-selection.tsx';

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
        <h1>SEP Sync workbench</h1>
        <span className="file">{host.book.name}</span>
        <NameBox box={nameBox} host={host} say={say} onGone={() => grid.current?.focus()} />
        <button type="button" onClick={() => grid.current?.insertRow()}>
          Insert row
        </button>
        <button type="button" onClick={() => grid.current?.deleteRows()}>
          Delete row
        </button>
        {isFinding && <FindBox host={host} say={say} onClose={endFinding} />}
        <output className="sentence">{sentence}</output>
        <FileButtons book={host.book} opened={opened} saveButton={saveButton} say={say} />
      </header>
      <GridPlace host={host} say={say} page={pageKeys} onOpen={hold} />
      <SpokenSelection host={host} />
      {/* Our own page, which must reach the host in this window: a sandbox that allows that keeps nothing out. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe ref={pane} className="pane" title="SEP Sync pane" src="/workbench/pane/" />
    </div>
  );
}
