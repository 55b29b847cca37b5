import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type FocusEvent } from 'react';
import { isDate } from '../../shared/tables/kinds/calendar-dates.ts';

interface DayFieldProps {
  readonly label: string;
  /** Null: today. */
  readonly day: string | null;
  readonly onChoose: (day: string | null) => void;
  /** What is meant while it is empty, where that is not today. */
  readonly meant?: string;
}

/** A year that is being typed passes through the first centuries. */
const FIRST_DAY = '1900-01-01';

const NOT_WHOLE = 'That is no whole date yet, so the figures stay as they were. Type month, day and year.';

/** A day to choose; while it is left empty, today. A day that is not whole yet is not asked for. */
export function DayField({ label, day, onChoose, meant = 'today' }: DayFieldProps) {
  const [typed, setTyped] = useState(day ?? '');
  const [isPartial, setPartial] = useState(false);
  const take = (text: string, isEmpty: boolean): void => {
    setTyped(text);
    const isWhole = isDate(text) && text >= FIRST_DAY;
    setPartial(false);
    if (isWhole) onChoose(text);
    else if (isEmpty) onChoose(null);
    else setPartial(true);
  };
  // A field that is filled in part has no value, and tells nobody when it is left so.
  const leave = ({ currentTarget: { validity } }: FocusEvent<HTMLInputElement>): void => {
    if (validity.badInput) setPartial(true);
  };
  const hint = isPartial ? { validationMessage: NOT_WHOLE } : day === null ? { hint: `Empty: ${meant}.` } : {};
  return (
    <Field label={label} {...hint}>
      <Input
        type="date"
        value={typed}
        onBlur={leave}
        onChange={({ currentTarget: { validity } }, { value }) => take(value, value === '' && !validity.badInput)}
        {...(day === null ? {} : { contentAfter: <TodayButton onPress={() => take('', true)} /> })}
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
