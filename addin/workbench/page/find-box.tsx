import { useState, type FormEvent } from 'react';
import { areaOf } from 'excel-host/book/area.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { findText } from './find-text.ts';

interface FindBoxProps {
  readonly host: ExcelHost;
  readonly say: (sentence: string) => void;
  /** The person is done looking. */
  readonly onClose: () => void;
}

/** Finds a text in all sheets: Enter goes on to the next cell that shows it, Shift+Enter back, Esc to the cells. */
export function FindBox({ host, say, onClose }: FindBoxProps) {
  const [text, setText] = useState('');
  const find = (sign: 1 | -1): void => {
    const { sheetId, selection } = host.view;
    const after = { sheetId, row: selection.row, column: selection.column };
    const found = findText(host.book, text, after, sign);
    if (found === undefined) {
      if (text !== '') say(`No cell shows “${text}”.`);
      return;
    }
    say('');
    host.select(found.sheetId, areaOf(found.row, found.column, 1, 1));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    find(1);
  };
  return (
    <form className="find-box" role="search" onSubmit={submit}>
      {/* Opened by a key of the person's, to be typed into at once. */}
      <input
        ref={(box) => box?.focus()}
        aria-label="Find"
        placeholder="Find in all sheets"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          find(-1);
        }}
      />
      <button type="submit">Next</button>
      <button type="button" onClick={() => find(-1)}>
        Previous
      </button>
      <button type="button" aria-label="Close find" onClick={onClose}>
        ×
      </button>
    </form>
  );
}
