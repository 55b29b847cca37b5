import { Field, Input, makeStyles } from '@fluentui/react-components';
import type { TypedChange } from './typed-change.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(140px, 100%), 1fr))', gap: '8px' },
  input: { minWidth: 0, width: '100%' },
});

interface BoardFieldsProps {
  readonly typed: Pick<TypedChange, 'reportNumber' | 'boardDate'>;
  readonly onType: (typed: Partial<TypedChange>) => void;
}

/** What puts a change before the Board: the report that joins it with others, and the day of the meeting. */
export function BoardFields({ typed, onType }: BoardFieldsProps) {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      <Field label="Board Report No." hint="As far as it is known.">
        <Input
          className={styles.input}
          value={typed.reportNumber}
          maxLength={30}
          placeholder="Rep-110-25/26"
          onChange={(_, { value }) => onType({ reportNumber: value })}
        />
      </Field>
      <Field label="Board date">
        <Input
          className={styles.input}
          type="date"
          value={typed.boardDate}
          onChange={(_, { value }) => onType({ boardDate: value })}
        />
      </Field>
    </div>
  );
}
