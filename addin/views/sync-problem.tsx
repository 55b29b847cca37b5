import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { wordsOfProblem } from '../excel/workbook-problem.ts';
import { wordsOfServerProblem } from '../sync/server/server-problem.ts';
import type { Problem } from '../sync/session/sync-state.ts';

interface SyncProblemProps {
  readonly problem: Problem;
  /** Does again what a filter kept from being done, this time with the filter set aside. */
  readonly onClearFilters: () => void;
}

/** What kept the last sync or reading from ending, with the way on where it is the sheet's. */
export function SyncProblem({ problem, onClearFilters }: SyncProblemProps) {
  const words = problem.at === 'workbook' ? wordsOfProblem(problem.problem) : wordsOfServerProblem(problem.problem);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <b>{words.title}.</b> {words.line}
      </MessageBarBody>
      {problem.problem.kind === 'filterOn' && (
        <MessageBarActions>
          <Button onClick={onClearFilters}>Update now</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
