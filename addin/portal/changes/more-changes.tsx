import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ChangeListed, ChangesReply } from '../../../shared/protocol/budget-changes.ts';
import { wordsOfPortalProblem, type ProblemWords } from '../portal-problem.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { ChangeFilter } from './change-address.ts';
import { ChangeTable } from './change-table.tsx';

const useStyles = makeStyles({ column: { display: 'flex', flexDirection: 'column', gap: '12px' } });

interface MoreChangesProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly first: ChangesReply;
  readonly filter: ChangeFilter;
}

/** The pages behind the first one, as somebody asks for them. */
export function MoreChanges({ first, filter, server, program }: MoreChangesProps) {
  const styles = useStyles();
  const [further, setFurther] = useState<readonly ChangeListed[]>([]);
  const [shown, setShown] = useState(first.changes.length);
  const [next, setNext] = useState(first.next);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const more = async (cursor: string): Promise<void> => {
    setAsking(true);
    const answer = await server.budgetChanges.list(program.id, filter, { cursor });
    setAsking(false);
    setProblem(answer.ok ? null : wordsOfPortalProblem(answer.problem, 'No more were read', 'The plan is as it was.'));
    if (!answer.ok) return;
    // Those that wait for the person stand above, whatever page they are on.
    setFurther((known) => [...known, ...answer.value.changes.filter(({ mayDecide }) => !mayDecide)]);
    setShown(shown + answer.value.changes.length);
    setNext(answer.value.next);
  };
  const left = first.count - shown;
  return (
    <div className={styles.column}>
      {further.length > 0 && <ChangeTable caption="Further ones" changes={further} />}
      {problem !== null && <ProblemBar words={problem} />}
      {next !== null && (
        <div>
          <Button disabledFocusable={isAsking} onClick={isAsking ? undefined : () => void more(next)}>
            Show more ({left})
          </Button>
        </div>
      )}
    </div>
  );
}
