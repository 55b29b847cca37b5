import { useRef } from 'react';
import type { Book } from 'excel-host/book/book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { keepForReload } from './kept-book.ts';

interface FileButtonsProps {
  readonly book: Book;
  readonly say: (sentence: string) => void;
}

/** Opens and saves .xlsx files of this computer. The code for that comes when it is asked for. */
export function FileButtons({ book, say }: FileButtonsProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const open = async (file: File): Promise<void> => {
    say(`Opening ${file.name}…`);
    const { readBookXlsx } = await import('../xlsx/read-xlsx.ts');
    await keepForReload(await readBookXlsx(file.name, new Uint8Array(await file.arrayBuffer())));
    // Grid, host and pane all begin anew, as Excel does with another workbook.
    window.location.reload();
  };
  const save = async (): Promise<void> => {
    say(`Saving ${book.name}…`);
    const { writeBookXlsx } = await import('../xlsx/write-xlsx.ts');
    download(book.name, await writeBookXlsx(saveBook(book)));
    say(`Saved ${book.name} with your downloads.`);
  };
  const told = (error: unknown): void => say(error instanceof Error ? error.message : 'That did not work.');
  return (
    <span className="files">
      <button type="button" onClick={() => chooser.current?.click()}>
        Open
      </button>
      <button type="button" onClick={() => void save().catch(told)}>
        Save
      </button>
      <input
        ref={chooser}
        type="file"
        accept=".xlsx"
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

function download(name: string, bytes: Uint8Array): void {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
