import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { isDate } from '../../shared/tables/kinds/calendar-dates.ts';

interface DayFieldProps {
  readonly label: string;
  /** Null: today. */
  readonly day: string | null;
  readonly onChoose: (day: string | null) => void;
}

/** A day to choose; while it is left empty, today. A day that is not whole yet is not asked for. */
export function DayField({ label, day, onChoose }: DayFieldProps) {
  const [typed, setTyped] = useState(day ?? '');
  const take = (text: string): void => {
    setTyped(text);
    if (text === '') onChoose(null);
    else if (isDate(text)) onChoose(text);
  };
  return (
    <Field label={label} {...(day === null ? { hint: 'Empty: today.' } : {})}>
      <Input
        type="date"
        value={typed}
        onChange={(_, data) => take(data.value)}
        {...(day === null ? {} : { contentAfter: <TodayButton onPress={() => take('')} /> })}
      />
    </Field>
  );
}

function TodayButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <Button size="small" appearance="subtle" onClick={onPress}>
      Today
    </Button>
  );
}
