import { Button, Field, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { monthName } from './close-words.ts';
import type { KnownMonthProps } from './known-month.ts';
import { useAct } from './use-act.ts';

const useStyles = makeStyles({ area: { width: '100%', maxWidth: '70ch' } });

/** The last month that was closed is opened again, with a reason that everybody reads in the history. */
export function ReopenMonth({ server, program, month, refresh, onChanged }: KnownMonthProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [reason, setReason] = useState<string | null>(null);
  const act = useAct();
  if (reason === null) {
    return (
      <div>
        <Button onClick={() => setReason('')}>Reopen {monthName(month)}</Button>
      </div>
    );
  }
  const reopen = async (): Promise<void> => {
    const isDone = await act.run('The month wasn’t opened again', reason, (syncId) =>
      server.actOnPeriod(program.id, month, 'reopen', { syncId, reason }),
    );
    if (!isDone) return;
    await refresh();
    onChanged();
  };
  return (
    <div className={shared.column}>
      <Text>
        It goes back to soft close, where finance puts right what is wrong. Its reports are kept as they are, and told
        as superseded.
      </Text>
      <Field label={`Why ${monthName(month)} is opened again`} hint="Everybody reads it in the history.">
        <Textarea
          className={styles.area}
          value={reason}
          rows={2}
          maxLength={2000}
          onChange={(_, { value }) => setReason(value)}
        />
      </Field>
      {act.problem !== null && <ProblemBar words={act.problem} />}
      <div className={shared.row}>
        <Button
          appearance="primary"
          disabledFocusable={act.isBusy || reason.trim() === ''}
          onClick={() => void reopen()}
        >
          Reopen
        </Button>
        <Button disabledFocusable={act.isBusy} onClick={() => setReason(null)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
