import { Field, Select, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  field: { minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
});

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

interface ChosenFieldProps {
  readonly label: string;
  /** What it says while nothing is chosen. */
  readonly all: string;
  readonly choices: readonly FieldChoice[];
  readonly value: string | null;
  readonly onChoose: (value: string | null) => void;
}

/** One choice; what an address asks for stands there though nothing is of that kind now. */
export function ChosenField({ label, all, choices, value, onChoose }: ChosenFieldProps) {
  const styles = useStyles();
  const isKnown = value === null || choices.some((choice) => choice.value === value);
  return (
    <Field className={styles.field} label={label}>
      <Select
        className={styles.input}
        value={value ?? ''}
        onChange={(_, data) => onChoose(data.value === '' ? null : data.value)}
      >
        <option value="">{all}</option>
        {!isKnown && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
