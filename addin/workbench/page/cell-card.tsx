import { useEffect, useState } from 'react';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { cellMessage, type CellMessage } from './cell-message.ts';

/** Shows the input message of the selected cell, such as why it is locked. Screen readers hear it with the selection. */
export function CellCard({ host }: { readonly host: ExcelHost }) {
  const [shown, setShown] = useState<CellMessage | null>(null);
  useEffect(() => host.onView(() => setShown(cellMessage(host.book, host.view))), [host]);
  if (shown === null) return null;
  return (
    <div className="cell-card" aria-hidden="true">
      {shown.title !== '' && <strong>{shown.title}</strong>}
      <span>{shown.message}</span>
    </div>
  );
}
