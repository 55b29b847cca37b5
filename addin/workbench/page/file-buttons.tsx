import { useRef, type RefObject } from 'react';
import type { Book } from 'excel-host/book/book.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import { addressOfBook, newBookId } from '../kept/book-address.ts';
import { keepFile } from '../kept/keep-file.ts';
import type { KeptBooks } from '../kept/kept-books.ts';
import { leaveRemark } from './opening-remark.ts';
import { openingCode } from './file-code.ts';
import { SaveButton } from './save-button.tsx';

interface FileButtonsProps {
  readonly book: Book;
  readonly opened: (() => OpenedPackage) | undefined;
  /** What Ctrl+S presses. */
  readonly saveButton: RefObject<HTMLButtonElement | null>;
  /** Null: this browser keeps nothing. */
  readonly books: KeptBooks | null;
  readonly say: (sentence: string) => void;
}

/** Opens and saves .xlsx files of this computer. The code for that comes when it is asked for. */
export function FileButtons({ book, opened, saveButton, books, say }: FileButtonsProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const open = async (file: File): Promise<void> => {
    if (books === null) return say('This browser keeps nothing for this page, so it cannot open files here.');
    say(`Opening ${file.name}…`);
    const { openXlsx } = await openingCode.get();
    const read = await openXlsx(file.name, new Uint8Array(await file.arrayBuffer()));
    const id = newBookId();
    await keepFile(books, id, read.book, read.opened);
    leaveRemark(id, read.notes.join(' '));
    // Grid, host and pane all begin anew, as Excel does with another workbook. The one before stays kept.
    window.location.assign(addressOfBook(id));
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
