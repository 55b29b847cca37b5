import { Button, Field, Input, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import type { FocusEvent } from 'react';
import { useCopy } from '../../components/use-copy.ts';
import { usePortalStyles } from './portal-styles.ts';

const useStyles = makeStyles({
  field: { flexGrow: 1, flexBasis: '280px', minWidth: 0 },
  text: { '& > input, & > textarea': { fontFamily: tokens.fontFamilyMonospace } },
  row: { alignItems: 'flex-end' },
});

interface TextToCopyProps {
  readonly label: string;
  readonly text: string;
}

/** A text for another program, to be copied by its button or by hand. */
export function TextToCopy({ label, text }: TextToCopyProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { copied, copy } = useCopy();
  const lines = text.split('\n').length;
  const shown = {
    value: text,
    readOnly: true,
    className: styles.text,
    onFocus: ({ target }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => target.select(),
  };
  return (
    <div className={shared.tight}>
      <div className={`${shared.row} ${styles.row}`}>
        <Field label={label} className={styles.field}>
          {lines === 1 ? <Input {...shown} /> : <Textarea {...shown} rows={lines + 1} wrap="off" />}
        </Field>
        <Button icon={<CopyRegular />} aria-label={`Copy: ${label}`} onClick={() => copy(text)}>
          Copy
        </Button>
      </div>
      <div role="status">
        {copied === true && <Text className={shared.quiet}>Copied.</Text>}
        {copied === false && (
          <Text className={shared.quiet}>This browser doesn’t let us copy. Select the text and copy it by hand.</Text>
        )}
      </div>
    </div>
  );
}
