import { Button } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { counted } from '../cell-words.ts';
import { decisionsOf } from './decisions.ts';

interface DecisionsForMeProps {
  readonly server: Pick<ServerClient, 'below'>;
  readonly program: string;
  /** Revision of the workbook: each one may bring another. */
  readonly revision: number | null;
  readonly onOpen: () => void;
}

/** How many budget changes wait for the person's decision, with one press to look at them. Nothing where none does. */
export function DecisionsForMe({ server, program, revision, onOpen }: DecisionsForMeProps) {
  const ask = useCallback(() => decisionsOf(server, program).list(1), [server, program]);
  const { value } = useAnswer(ask, revision);
  const count = value?.count ?? 0;
  if (count === 0) return null;
  return (
    <Button onClick={onOpen}>
      {counted(count, 'budget change')} {count === 1 ? 'waits' : 'wait'} for your decision
    </Button>
  );
}
