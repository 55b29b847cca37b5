import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '8px' },
  field: { flexGrow: 1, flexBasis: '90px' },
  button: { minWidth: 'auto' },
  input: { minWidth: 0, width: '100%' },
});

interface RevisionChoiceProps {
  /** The newest revision, as far as known. */
  readonly head: number | null;
  /** Null: now. */
  readonly at: number | null;
  readonly onChoose: (at: number | null) => void;
}

/** Which state of the plan to show: now, or as of a revision. */
export function RevisionChoice({ head, at, onChoose }: RevisionChoiceProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const show = (): void => {
    const read = revisionTyped(typed, head);
    setWrong(typeof read === 'string' ? read : null);
    if (typeof read === 'number') onChoose(read);
  };
  const showNow = (): void => {
    setTyped('');
    setWrong(null);
    onChoose(null);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <Field className={styles.field} label="As of revision" {...(wrong === null ? {} : { validationMessage: wrong })}>
        <Input
          className={styles.input}
          inputMode="numeric"
          placeholder={head === null ? 'now' : String(head)}
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
        />
      </Field>
      <Button type="submit" className={styles.button}>
        Show
      </Button>
      <Button className={styles.button} disabled={at === null} onClick={showNow}>
        Now
      </Button>
    </form>
  );
}

/** The revision, or what is wrong with it. */
function revisionTyped(typed: string, head: number | null): number | string {
  if (!/^\s*\d{1,9}\s*$/.test(typed)) return 'Type a number, such as 148.';
  const revision = Number(typed);
  return head !== null && revision > head ? `The newest revision is ${head}.` : revision;
}
