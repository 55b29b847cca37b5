import { Button, Spinner, Text } from '@fluentui/react-components';
import { wordsOfServerProblem, type ServerProblem } from '../../sync/server/server-problem.ts';
import { useViewStyles } from '../view-styles.ts';

interface WaitingGateProps {
  /** Why the server has not answered; null: it is still thinking. */
  readonly trouble: ServerProblem | null;
  readonly onOnlyLook: () => void;
  readonly onSignIn: () => void;
}

/** [FB13] What this file is has been asked and not answered yet: nothing is sent until it is, and that is said. */
export function WaitingGate({ trouble, onOnlyLook, onSignIn }: WaitingGateProps) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <Spinner size="small" label="Opening this workbook…" />
      <div role="status" className={styles.tight}>
        {trouble !== null && <Text weight="semibold">{wordsOfServerProblem(trouble).title}</Text>}
        <Text>
          {trouble === null
            ? 'Asking whether this file is a copy or an older one. Nothing is sent before that is known.'
            : 'Whether this file is a copy or an older one is not known yet. Nothing is sent before that; your changes are safe in this workbook. We go on asking by ourselves.'}
        </Text>
      </div>
      {trouble?.kind === 'signedOut' && (
        <Button appearance="primary" onClick={onSignIn}>
          Sign in
        </Button>
      )}
      {trouble !== null && <Button onClick={onOnlyLook}>Only look at it</Button>}
    </div>
  );
}
