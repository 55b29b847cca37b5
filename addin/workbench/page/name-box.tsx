import { useEffect, useState, type FormEvent } from 'react';
import { formatArea, parseArea, splitSheetName } from '../excel-host/book/address.ts';
import type { ExcelHost } from '../excel-host/host/excel-host.ts';

interface NameBoxProps {
  readonly host: ExcelHost;
  readonly say: (sentence: string) => void;
  readonly onGone: () => void;
}

/** Shows the selection's address, and goes to one that is typed: `B5`, `Sites!A1:C3`. */
export function NameBox({ host, say, onGone }: NameBoxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [address, setAddress] = useState(() => formatArea(host.view.selection));
  useEffect(
    () =>
      host.onView(() => {
        setTyped(null);
        setAddress(formatArea(host.view.selection));
      }),
    [host],
  );
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const { sheetName, rest } = splitSheetName((typed ?? address).trim());
    const area = parseArea(rest);
    const sheet = host.book
      .sheets()
      .find(({ id, name }) => (sheetName === undefined ? id === host.view.sheetId : name === sheetName));
    if (area === undefined || sheet?.visibility !== 'Visible') {
      say(`${typed ?? address} is no cell of this workbook.`);
    } else {
      host.select(sheet.id, area);
      onGone();
    }
  };
  return (
    <form className="name-box" onSubmit={go}>
      <input
        aria-label="Go to cell"
        value={typed ?? address}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="submit">Go</button>
    </form>
  );
}
