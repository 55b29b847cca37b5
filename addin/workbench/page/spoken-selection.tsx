import { useEffect, useState } from 'react';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { describeSelection } from './describe-selection.ts';

/** Tells screen readers what is selected: the cells are drawn on a canvas, which they cannot read. */
export function SpokenSelection({ host }: { readonly host: ExcelHost }) {
  const [words, setWords] = useState('');
  useEffect(() => host.onView(() => setWords(describeSelection(host.book, host.view))), [host]);
  return (
    <output className="spoken" aria-label="Selection">
      {words}
    </output>
  );
}
