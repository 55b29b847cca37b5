import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Book } from 'excel-host/book/book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import type { SavedPackage } from '../xlsx/package/save-package.ts';
import { savingCode } from './file-code.ts';
import { copyName, savedWords } from './save-words.ts';

interface SaveButtonProps {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly book: Book;
  /** The file the book was opened from as it is followed; undefined: it is from no file. */
  readonly opened: (() => OpenedPackage) | undefined;
  readonly say: (sentence: string) => void;
}

/** Saves the book as an .xlsx file with the downloads. What would not be as one expects is said before. */
export function SaveButton({ button, book, opened, say }: SaveButtonProps) {
  const [waiting, setWaiting] = useState<SavedPackage | null>(null);
  const save = async (): Promise<void> => {
    say(`Saving ${book.name}…`);
    const { saveXlsx } = await savingCode.get();
    const saved = await saveXlsx(saveBook(book), opened?.());
    if (saved.findings.length === 0) give(book.name, saved);
    else {
      say('');
      setWaiting(saved);
    }
  };
  const give = (name: string, saved: SavedPackage): void => {
    setWaiting(null);
    download(name, saved.bytes);
    say(savedWords(name, saved));
  };
  const told = (error: unknown): void => say(error instanceof Error ? error.message : 'That did not work.');
  return (
    <>
      <button ref={button} type="button" onClick={() => void save().catch(told)}>
        Save
      </button>
      {waiting !== null && (
        <BeforeSaving
          name={book.name}
          findings={waiting.findings}
          onSave={() => give(book.name, waiting)}
          onSaveCopy={() => give(copyName(book.name), waiting)}
          onLeave={() => {
            setWaiting(null);
            say('Not saved. The workbook is as it was.');
          }}
        />
      )}
    </>
  );
}

interface BeforeSavingProps {
  readonly name: string;
  readonly findings: readonly string[];
  readonly onSave: () => void;
  readonly onSaveCopy: () => void;
  readonly onLeave: () => void;
}

function BeforeSaving({ name, findings, onSave, onSaveCopy, onLeave }: BeforeSavingProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="before-saving" aria-labelledby="before-saving" onCancel={onLeave}>
      <h2 id="before-saving">Before {name} is saved</h2>
      <ul>
        {findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
      <p>Everything else is saved as it is. The file you opened stays as it was until you replace it.</p>
      <p className="choices">
        <button type="button" onClick={onSave}>
          Save anyway
        </button>
        <button type="button" onClick={onSaveCopy}>
          Save a copy beside
        </button>
        <button type="button" onClick={onLeave}>
          Not now
        </button>
      </p>
    </dialog>
  );
}

function download(name: string, bytes: Uint8Array): void {
  const type = name.endsWith('.xlsm')
    ? 'application/vnd.ms-excel.sheet.macroEnabled.12'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
