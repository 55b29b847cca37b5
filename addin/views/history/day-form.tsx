import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useViewStyles } from '../view-styles.ts';
import type { Past } from './compare-past.ts';

/** A day to compare with now. */
export function DayForm({ onCompare }: { readonly onCompare: (past: Past) => void }) {
  const styles = useViewStyles();
  const [day, setDay] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  return (
    <form
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault();
        setIsMissing(day === '');
        if (day !== '') onCompare({ kind: 'day', day });
      }}
    >
      <Field
        label="Date"
        hint="The plan as that day ended."
        {...(isMissing ? { validationMessage: 'Choose a date.' } : {})}
      >
        <Input type="date" value={day} onChange={(_, data) => setDay(data.value)} />
      </Field>
      <Button type="submit">Compare with now</Button>
    </form>
  );
}
