import { useEffect, useState, type FormEvent, type RefObject } from 'react';
import { formatArea } from 'excel-host/book/address.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { placeOfAddress } from './place-of-address.ts';

interface NameBoxProps {
  /** What takes the keyboard. */
  readonly box: RefObject<HTMLInputElement | null>;
  readonly host: ExcelHost;
  readonly say: (sentence: string) => void;
  readonly onGone: () => void;
}

/**
 * Shows the selection's address, and goes to one that is typed: `B5`, `Sites!A1:C3`. What is typed stays while an add-in selects
 * something else, until one goes there or elsewhere.
 */
export function NameBox({ box, host, say, onGone }: NameBoxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [address, setAddress] = useState(() => formatArea(host.view.selection));
  useEffect(() => host.onView(() => setAddress(formatArea(host.view.selection))), [host]);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const place = placeOfAddress(typed ?? address, host.book.sheets(), host.view.sheetId);
    if (place === undefined) {
      say(`${typed ?? address} is no cell of this workbook.`);
    } else {
      setTyped(null);
      host.select(place.sheetId, place.area);
      onGone();
    }
  };
  return (
    <form className="name-box" onSubmit={go}>
      <input
        ref={box}
        aria-label="Go to cell"
        value={typed ?? address}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={({ currentTarget, relatedTarget }) => {
          // The button beside it goes to what is typed.
          if (currentTarget.form?.contains(relatedTarget) !== true) setTyped(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setTyped(null);
          onGone();
        }}
      />
      <button type="submit">Go</button>
    </form>
  );
}
