import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { findTable } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { useViewStyles } from '../view-styles.ts';
import { parseTypedValue } from './parse-typed-value.ts';

interface ValueFormProps {
  readonly table: string;
  readonly column: string;
  readonly isBusy: boolean;
  readonly onValue: (value: Cell) => void;
  readonly onCancel: () => void;
}

/** Takes a value for a cell, checked by the rules of its column before it is used. */
export function ValueForm({ table, column, isBusy, onValue, onCancel }: ValueFormProps) {
  const styles = useViewStyles();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const definition = findTable(table)?.columns[column];
  /** [FB5] A column with a list offers it. */
  const choices = definition?.kind === 'list' ? definition.values : null;
  const submit = (): void => {
    if (definition === undefined || isBusy) return;
    const parsed = parseTypedValue(definition, typed);
    if (parsed.ok) onValue(parsed.value);
    else setWrong(parsed.message);
  };
  return (
    <form
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <Field label={definition?.label ?? 'Value'} {...(wrong === null ? {} : { validationMessage: wrong })}>
        {choices === null ? (
          <Input value={typed} autoFocus onChange={(_, data) => setTyped(data.value)} />
        ) : (
          <Select value={typed} autoFocus onChange={(_, data) => setTyped(data.value)}>
            <option value="">(empty)</option>
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        )}
      </Field>
      <div className={styles.row}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          Use this value
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
