import { Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ImportMapping } from '../../../shared/import/import-mapping.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { ledgerTables } from '../../../shared/import/ledger-tables.ts';
import { tables as planTables } from '../../../shared/tables/all-tables.ts';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  choices: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '12px 16px' },
  rows: { width: '140px', minWidth: 0 },
});

/** What was said of columns, values and cells is said of one sheet as one table. */
const nothingOfColumns = { columns: undefined, defaults: undefined, values: undefined, accept: undefined };

/** Characters of the day in a moment. */
const DAY = 10;

interface ReadingChoicesProps {
  readonly reply: ImportReply;
  readonly onDecide: (decision: ImportMapping) => void;
}

/** Which sheet, in which row the headers stand, and which table it is. */
export function ReadingChoices({ reply, onDecide }: ReadingChoicesProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { sheets, mapping, table, likelyTables, layout, remembered } = reply;
  const isLedger = ledgerTables.some(({ name }) => name === table);
  const tables = isLedger ? ledgerTables : planTables;
  const likely = tables.filter(({ name }) => likelyTables.includes(name));
  const others = tables.filter(({ name }) => !likelyTables.includes(name));
  return (
    <div className={shared.column}>
      <div className={styles.choices}>
        {sheets.length > 1 && (
          <Field label="Sheet">
            <Select
              value={mapping.sheet ?? ''}
              onChange={(_, { value }) =>
                // Another sheet is read from its beginning.
                onDecide({ ...nothingOfColumns, sheet: value, headerRows: undefined, table: undefined })
              }
            >
              {sheets.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          </Field>
        )}
        <HeaderRows key={(mapping.headerRows ?? []).join('-')} rows={mapping.headerRows} onDecide={onDecide} />
        <Field label="It becomes">
          <Select
            value={mapping.table ?? table}
            onChange={(_, { value }) => onDecide({ ...nothingOfColumns, table: value, defaults: {}, values: {} })}
          >
            <optgroup label="Likely">
              {likely.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </optgroup>
            {others.length > 0 && (
              <optgroup label="Others">
                {others.map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </optgroup>
            )}
          </Select>
        </Field>
      </div>
      {layout !== null && <Text>Laid out as {layout.name}.</Text>}
      {remembered !== null && (
        <Text>
          Read as when {remembered.by} imported such a table on {remembered.at.slice(0, DAY)}.
        </Text>
      )}
    </div>
  );
}

interface HeaderRowsProps {
  readonly rows: ImportReply['mapping']['headerRows'];
  readonly onDecide: (decision: ImportMapping) => void;
}

/** "4", or "3-4" for headers over two rows; taken when the field is left. */
function HeaderRows({ rows = [1, 1], onDecide }: HeaderRowsProps) {
  const styles = useStyles();
  const now = rows[0] === rows[1] ? String(rows[0]) : `${rows[0]}-${rows[1]}`;
  const [typed, setTyped] = useState(now);
  const decide = (): void => {
    const [, first = '', last = first] = /^\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*$/.exec(typed) ?? [];
    if (first === '' || typed === now) setTyped(now);
    else onDecide({ headerRows: [Number(first), Number(last === '' ? first : last)], columns: undefined });
  };
  return (
    <Field label="Headers in row" hint="3-4 for two rows">
      <Input
        className={styles.rows}
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={decide}
        onKeyDown={({ key }) => key === 'Enter' && decide()}
      />
    </Field>
  );
}
