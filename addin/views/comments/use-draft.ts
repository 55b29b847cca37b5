import { useState } from 'react';

const PREFIX = 'sep-said:';

/** A text that is being written, kept as long as the window is open: whoever looks at something else meanwhile finds it again. */
export function useDraft(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => read(key));
  return [
    text,
    (next) => {
      write(key, next);
      setText(next);
    },
  ];
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(PREFIX + key) ?? '';
  } catch {
    // A browser may forbid it; the text is then kept by the view alone.
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, text);
  } catch {
    // As above.
  }
}
