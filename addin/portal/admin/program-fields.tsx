import { Field, Input, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
    gap: '12px',
    alignItems: 'start',
  },
});

/** What a program is called, as it is typed. */
export interface TypedNames {
  readonly name: string;
  readonly district: string;
  readonly fiscalYear: string;
}

interface ProgramFieldsProps<T extends TypedNames> {
  readonly names: T;
  readonly onType: (names: T) => void;
}

export function ProgramFields<T extends TypedNames>({ names, onType }: ProgramFieldsProps<T>) {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      <Field label="Name" required>
        <Input value={names.name} maxLength={120} onChange={(_, { value }) => onType({ ...names, name: value })} />
      </Field>
      <Field label="District" required>
        <Input
          value={names.district}
          maxLength={120}
          onChange={(_, { value }) => onType({ ...names, district: value })}
        />
      </Field>
      <Field label="Fiscal year" hint="Such as 2026-27" required>
        <Input
          value={names.fiscalYear}
          maxLength={7}
          onChange={(_, { value }) => onType({ ...names, fiscalYear: value })}
        />
      </Field>
    </div>
  );
}

/** Whether there is something in each of them; what is in there, the server judges. */
export function isTyped({ name, district, fiscalYear }: TypedNames): boolean {
  return [name, district, fiscalYear].every((text) => text.trim() !== '');
}
