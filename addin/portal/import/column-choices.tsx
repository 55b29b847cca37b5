import { Select, Text } from '@fluentui/react-components';
import type { ImportMapping } from '../../../shared/import/import-mapping.ts';
import type { ImportReply, WireImportColumn } from '../../../shared/protocol/imports.ts';
import { importTableNamed } from '../../../shared/import/import-table-named.ts';
import { editableColumns } from '../../../shared/tables/table.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { surenessWords } from './import-words.ts';

interface ColumnChoicesProps {
  readonly reply: ImportReply;
  /** What the person has said before. */
  readonly decided: ImportMapping;
  readonly onDecide: (decision: ImportMapping) => void;
}

const columns = [{ label: 'In your table' }, { label: 'Holds' }, { label: 'Becomes' }, { label: 'How sure' }];

/** Which of the file's columns becomes which of the plan's. Those that are not taken stand apart. */
export function ColumnChoices({ reply, decided, onDecide }: ColumnChoicesProps) {
  const shared = usePortalStyles();
  const taken = reply.columns.filter(({ column }) => column !== null);
  const others = reply.columns.filter(({ column }) => column === null);
  const rowOf = (column: WireImportColumn) => ({
    id: `${column.letters} ${column.header}`,
    cells: [
      column.header,
      column.samples.join(' · '),
      <ColumnChoice key="becomes" {...{ column, reply, decided, onDecide }} />,
      surenessWords(column),
    ],
  });
  return (
    <div className={shared.column}>
      <DataTable caption="Columns" columns={columns} rows={taken.map(rowOf)} />
      {others.length > 0 && (
        <details open={taken.length === 0}>
          <summary>
            <Text>
              {others.length === 1 ? '1 column is' : `${others.length} columns are`} not taken; choose what one becomes
            </Text>
          </summary>
          <DataTable caption="Columns that are not taken" columns={columns} rows={others.map(rowOf)} />
        </details>
      )}
    </div>
  );
}

interface ColumnChoiceProps extends ColumnChoicesProps {
  readonly column: WireImportColumn;
}

function ColumnChoice({ column: { header, column }, reply, decided, onDecide }: ColumnChoiceProps) {
  const table = importTableNamed(reply.table);
  const decide = (value: string): void => {
    const chosen = value === '' ? null : value;
    // A column of the plan is filled from one place.
    const other = chosen === null ? undefined : reply.columns.find((each) => each.column === chosen);
    onDecide({ columns: { ...decided.columns, ...(other && { [other.header]: null }), [header]: chosen } });
  };
  return (
    <Select aria-label={`What “${header}” becomes`} value={column ?? ''} onChange={(_, { value }) => decide(value)}>
      <option value="">Nothing</option>
      {editableColumns(table).map((name) => (
        <option key={name} value={name}>
          {table.columns[name]?.label ?? name}
        </option>
      ))}
    </Select>
  );
}
