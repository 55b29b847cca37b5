import { useEffect, useRef, useState } from 'react';
import type { PageKeys } from '../grid/keyboard/sheet-keys.ts';
import type { Grid } from '../grid/open-grid.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';

interface GridPlaceProps {
  readonly host: ExcelHost;
  readonly say: (sentence: string) => void;
  readonly page: PageKeys;
  readonly onOpen: (grid: Grid) => void;
}

/** In the place of the spreadsheet: a line at the foot of the page goes away again. */
const LOST = 'The spreadsheet couldn’t be loaded. Check your connection, then reload the page.';

/** Where the spreadsheet stands. Its code is large and comes after the page and the pane. */
export function GridPlace({ host, say, page, onOpen }: GridPlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isLoading, setIsLoading] = useState(true);
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    let isGone = false;
    let grid: Grid | undefined;
    import('../grid/open-grid.ts').then(
      ({ openGrid }) => {
        if (isGone || place.current === null) return;
        grid = openGrid({ host, container: place.current, say, page });
        onOpen(grid);
        void grid.ready.then(() => setIsLoading(false));
      },
      () => setIsLost(true),
    );
    return () => {
      isGone = true;
      grid?.close();
    };
  }, [host, say, page, onOpen]);
  return (
    <div className="grid" data-ready={!isLoading}>
      {isLoading && (
        <p className="loading" role={isLost ? 'alert' : undefined}>
          {isLost ? LOST : 'Opening the spreadsheet…'}
        </p>
      )}
      <div ref={place} className="univer" />
    </div>
  );
}
