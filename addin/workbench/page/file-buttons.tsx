import { useRef, type RefObject } from 'react';
import type { Book } from 'excel-host/book/book.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import { keepForReload } from './kept-book.ts';
import { SaveButton } from './save-button.tsx';

interface FileButtonsProps {
  readonly book: Book;
  readonly opened: (() => OpenedPackage) | undefined;
  /** What Ctrl+S presses. */
  readonly saveButton: RefObject<HTMLButtonElement | null>;
  readonly say: (sentence: string) => void;
}

/** Opens and saves .xlsx files of this computer. The code for that comes when it is asked for. */
export function FileButtons({ book, opened, saveButton, say }: FileButtonsProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const open = async (file: File): Promise<void> => {
    say(`Opening ${file.name}…`);
    const { openXlsx } = await import('../xlsx/open-xlsx.ts');
    await keepForReload(await openXlsx(file.name, new Uint8Array(await file.arrayBuffer())));
    // Grid, host and pane all begin anew, as Excel does with another workbook.
    window.location.reload();
  };
  const told = (error: unknown): void => say(error instanceof Error ? error.message : 'That did not work.');
  return (
    <span className="files">
      <button type="button" onClick={() => chooser.current?.click()}>
        Open
      </button>
      <SaveButton button={saveButton} book={book} opened={opened} say={say} />
      <input
        ref={chooser}
        type="file"
        accept=".xlsx,.xlsm"
        aria-label="Workbook to open"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void open(file).catch(told);
        }}
      />
    </span>
  );
}
