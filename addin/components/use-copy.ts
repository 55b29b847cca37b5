import { useState } from 'react';

export interface Copying {
  /** Whether the newest copy has come about; null: nothing was copied yet. */
  readonly copied: boolean | null;
  readonly copy: (text: string) => void;
}

/** Copying to the clipboard. Inside Excel and some browsers it may be forbidden: the text must be there to be copied by hand. */
export function useCopy(): Copying {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return { copied, copy: (text) => void copy(text) };
}
