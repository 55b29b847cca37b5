import { Spinner } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import { ProblemBar } from './problem-bar.tsx';
import { usePortalAnswer } from './use-portal-answer.ts';

interface PortalAnswerProps<T> {
  /** Must be the same function as long as the question is the same. */
  readonly ask: () => Promise<PortalOutcome<T>>;
  /** While it is on its way, such as "Adding up…". */
  readonly waiting: string;
  /** What did not happen, such as "The totals couldn’t be read". */
  readonly failed: string;
  readonly children: (value: T) => ReactNode;
}

/** What the server answers, or a sentence while it is on its way or did not come, with another try. */
export function PortalAnswer<T>({ ask, waiting, failed, children }: PortalAnswerProps<T>) {
  const { answer, askAgain } = usePortalAnswer(ask);
  if (answer === null) return <Spinner size="tiny" label={waiting} labelPosition="after" />;
  if (answer.ok) return <>{children(answer.value)}</>;
  const words = wordsOfPortalProblem(answer.problem, failed, 'The plan is as it was.');
  return <ProblemBar words={words} onRetry={askAgain} />;
}
