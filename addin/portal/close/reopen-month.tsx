import { Button, Field, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { monthName } from './close-words.ts';
import { seenOf, type StepOfMonthProps } from './known-month.ts';

const useStyles = makeStyles({ area: { width: '100%', maxWidth: '70ch' } });

/** The last month that was closed is opened again, with a reason that everybody reads in the history. */
export function ReopenMonth({ known, server, program, month, act, refresh, onChanged }: StepOfMonthProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) {
    return (
      <div className={shared.column}>
        {act.problem !== null && <ProblemBar words={act.problem} />}
        <div>
          <Button onClick={() => setReason('')}>Reopen {monthName(month)}</Button>
        </div>
      </div>
    );
  }
  const reopen = async (): Promise<void> => {
    const asked = { reason, ...seenOf(known) };
    const outcome = await act.run('The month wasn’t opened again', { name: 'reopen', ...asked }, (syncId) =>
      server.actOnPeriod(program.id, month, 'reopen', { syncId, ...asked }),
    );
    if (outcome !== 'unanswered') await refresh();
    if (outcome === 'done') onChanged();
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
