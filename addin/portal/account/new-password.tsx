import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { LEAST_PASSWORD } from '../../../shared/access/password-rules.ts';

const useStyles = makeStyles({
  tick: { marginLeft: '-10px', alignSelf: 'start' },
});

interface NewPasswordProps {
  readonly label: string;
  readonly password: string;
  readonly onPassword: (password: string) => void;
}

/** A password that is thought up here. It can be looked at, so that it is typed once. */
export function NewPassword({ label, password, onPassword }: NewPasswordProps) {
  const styles = useStyles();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Field label={label} hint={`At least ${LEAST_PASSWORD} characters. Several words are easy to keep in mind.`}>
        <Input
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          spellCheck={false}
          value={password}
          onChange={(_, { value }) => onPassword(value)}
        />
      </Field>
      <Checkbox
        className={styles.tick}
        label="Show it"
        checked={isShown}
        onChange={(_, { checked }) => setShown(checked === true)}
      />
    </>
  );
}

/** True for what may be sent: whether it may be taken, the server says. */
export function isLongEnough(password: string): boolean {
  return Array.from(password.normalize('NFKC')).length >= LEAST_PASSWORD;
}
