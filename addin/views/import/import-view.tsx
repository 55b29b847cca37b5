import { Button, Link, Text, Title3 } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { SelectedCells } from '../../excel/read/selected-cells.ts';
import type { SheetTools } from '../../excel/sheet-tools.ts';
import { wordsOfProblem } from '../../excel/workbook-problem.ts';
import type { SelectedTable } from '../../portal/import/choose-table.tsx';
import { ImportSteps } from '../../portal/import/import-steps.tsx';
import { useImport } from '../../portal/import/use-import.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { useViewStyles } from '../view-styles.ts';
import { paneImportWay } from './pane-import-way.ts';

interface ImportViewProps {
  readonly server: ServerClient;
  readonly sheet: SheetTools;
  readonly program: string;
  readonly onSync: () => void;
  readonly onBack: () => void;
}

/** An office's own table from the open workbook or from a file, by the same steps as in the web app. */
export function ImportView({ server, sheet, program, onSync, onBack }: ImportViewProps) {
  const styles = useViewStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed to come here is gone.
  useEffect(() => heading.current?.focus(), []);
  const work = useImport(paneImportWay(server, program), () => undefined);
  return (
    <div className={styles.column}>
      <div>
        <Link as="button" onClick={onBack}>
          Back to More
        </Link>
      </div>
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        <Title3>Import a table</Title3>
      </h2>
      <Text>Your office’s own list, as it is. Nothing goes into the plan before you have seen what, and said so.</Text>
      <ImportSteps
        work={work}
        what="table"
        selection={selectionOf(sheet)}
        next={
          <>
            It comes into this workbook with the next sync. <Button onClick={onSync}>Sync now</Button>
          </>
        }
      />
    </div>
  );
}

function selectionOf(sheet: SheetTools): SelectedTable {
  return {
    read: async () => {
      const outcome = await sheet.selectedCells();
      if (!outcome.ok) {
        const { title, line } = wordsOfProblem(outcome.problem);
        return { ok: false, said: `${title}. ${line}` };
      }
      const selected = outcome.value;
      if (selected.kind !== 'cells') return { ok: false, said: whyNot(selected) };
      return { ok: true, table: { name: selected.name, content: new Blob([selected.text]) } };
    },
  };
}

function whyNot(selected: Exclude<SelectedCells, { readonly kind: 'cells' }>): string {
  switch (selected.kind) {
    case 'nothing':
      return 'The selected cells are empty. Select your table with its headers.';
    case 'oneCell':
      return 'Only one cell is selected. Select your whole table with its headers.';
    case 'tooFarRight':
      return 'The selection goes beyond column SF, the last that is read. Copy the table to a sheet of its own.';
    case 'ofPlan':
      return `These cells belong to ${selected.label}, a table of the plan: what you change there is sent by Sync.`;
  }
}
