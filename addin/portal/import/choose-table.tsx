import { Button, Field, Text, Textarea, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { ChosenTable } from './use-import.ts';

const useStyles = makeStyles({
  drop: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '12px',
    padding: '20px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
  },
  over: { backgroundColor: tokens.colorNeutralBackground1Hover },
  paste: { maxWidth: '640px' },
});

const ACCEPTED = '.xlsx,.csv,.tsv,.txt';

/** Cells that are selected in the sheet beside; what keeps them from being read is said in a sentence. */
export interface SelectedTable {
  readonly read: () => Promise<
    { readonly ok: true; readonly table: ChosenTable } | { readonly ok: false; readonly said: string }
  >;
}

interface ChooseTableProps {
  readonly isBusy: boolean;
  readonly hasFile: boolean;
  readonly selection?: SelectedTable;
  readonly onChoose: (file: ChosenTable) => void;
  readonly onUnreadable: () => void;
}

/** Drop a file, choose one, or paste a range; beside a sheet, use the cells that are selected there. */
export function ChooseTable({ isBusy, hasFile, selection, onChoose, onUnreadable }: ChooseTableProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  /** What kept the selected cells from being read, until something else is chosen. */
  const [said, setSaid] = useState('');
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setSaid('');
    // What was chosen is what is read, whatever Excel saves meanwhile.
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) onUnreadable();
    else onChoose({ name: file.name, content: new Blob([bytes]) });
  };
  return (
    <div
      className={mergeClasses(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        onChange={(event) => {
          void take(event.target.files?.[0]);
          // So that the same file can be chosen again after it was mended.
          event.target.value = '';
        }}
      />
      {selection !== undefined && <UseSelected {...{ selection, isBusy, hasFile, said, onChoose }} onSaid={setSaid} />}
      <div className={shared.row}>
        <Button
          appearance={hasFile || selection !== undefined ? 'secondary' : 'primary'}
          disabledFocusable={isBusy}
          onClick={() => input.current?.click()}
        >
          {hasFile ? 'Choose another file…' : 'Choose a file…'}
        </Button>
        <Text>or drop it here: .xlsx, .csv or text.</Text>
      </div>
      {!hasFile && selection === undefined && (
        <div className={shared.column}>
          <Field
            label="Or paste rows copied from Excel, with their headers"
            // A clipboard's text holds what the number formats show, and nothing tells afterwards that there was more.
            hint="Excel copies what its cells show: cents that are not shown are not copied. A file brings every value whole."
            className={styles.paste}
          >
            <Textarea rows={3} value={pasted} onChange={(_, { value }) => setPasted(value)} />
          </Field>
          <div className={shared.row}>
            <Button
              disabledFocusable={isBusy || pasted.trim() === ''}
              onClick={() => onChoose({ name: '', content: new Blob([pasted]) })}
            >
              Read what was pasted
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

type UseSelectedProps = Pick<ChooseTableProps, 'isBusy' | 'hasFile' | 'onChoose'> & {
  readonly selection: SelectedTable;
  readonly said: string;
  readonly onSaid: (said: string) => void;
};

function UseSelected({ selection, isBusy, hasFile, said, onSaid, onChoose }: UseSelectedProps) {
  const shared = usePortalStyles();
  const use = async (): Promise<void> => {
    const read = await selection.read();
    onSaid(read.ok ? '' : read.said);
    if (read.ok) onChoose(read.table);
  };
  return (
    <div className={shared.tight}>
      <Text>Select your table in the sheet, with its headers. Rows that a filter hides come, too.</Text>
      <div className={shared.row}>
        <Button appearance={hasFile ? 'secondary' : 'primary'} disabledFocusable={isBusy} onClick={() => void use()}>
          Use selected cells
        </Button>
      </div>
      <div role="status">{said !== '' && <Text>{said}</Text>}</div>
    </div>
  );
}
