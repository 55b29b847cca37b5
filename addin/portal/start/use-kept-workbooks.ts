import { useCallback, useEffect, useState } from 'react';
import { deleteKept } from '../../workbench/kept/delete-kept.ts';
import { openKeptBooks } from '../../workbench/kept/kept-books.ts';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';

export interface KeptWorkbooks {
  /** Last changed first; empty where the browser keeps nothing. */
  readonly books: readonly KeptBook[];
  /** When they were looked at: milliseconds of this computer's clock. */
  readonly at: number;
  /** False: the workbook is open in a tab, and stays. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** The workbooks of the workbench that this browser keeps, looked at anew whenever the person comes back to this page. */
export function useKeptWorkbooks(): KeptWorkbooks {
  const [seen, setSeen] = useState<Pick<KeptWorkbooks, 'books' | 'at'>>({ books: [], at: 0 });
  // Null where the browser has no storage for this page; caught here, for React may drop what it has begun to draw.
  const [opening] = useState(() => openKeptBooks().catch(() => null));
  const look = useCallback(async (): Promise<void> => {
    const kept = await opening.then((known) => known?.list() ?? []).catch(() => []);
    setSeen({ books: kept, at: Date.now() });
  }, [opening]);
  useEffect(() => {
    const again = (): void => void look();
    again();
    window.addEventListener('focus', again);
    window.addEventListener('pageshow', again);
    return () => {
      window.removeEventListener('focus', again);
      window.removeEventListener('pageshow', again);
    };
  }, [look]);
  const remove = async (id: string): Promise<boolean> => {
    const known = await opening;
    const isGone = known !== null && (await deleteKept(known, id));
    await look();
    return isGone;
  };
  return { ...seen, remove };
}
