import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import { ConflictList } from '../../views/review/conflict-list.tsx';
import { DecidedLines } from '../../views/review/decided-lines.tsx';
import { wordsOfUndone } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDecisions } from './use-decisions.ts';

interface DecideConflictsProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  readonly reply: WorkbookReply;
  readonly onChanged: () => void;
}

/** Both values of every cell that somebody else has changed meanwhile, and the decision between them. */
export function DecideConflicts(props: DecideConflictsProps) {
  const shared = usePortalStyles();
  const { conflicts, told, refused, problem, isBusy, decide, decideAll } = useDecisions(props);
  const { around, expect } = useFocusAfter(conflicts.length);
  const safe = 'The plan keeps its values, and yours are in your file.';
  return (
    <div ref={around} tabIndex={-1} className={shared.column}>
      <DecidedLines lines={told} isBusy={isBusy} onUndo={() => undefined} />
      {problem !== null && <ProblemBar words={wordsOfUndone(problem, 'This wasn’t decided', safe)} />}
      {refused.map((message, index) => (
        <MessageBar key={`${index} ${message}`} intent="warning" layout="multiline">
          <MessageBarBody>The plan didn’t take it: {message}</MessageBarBody>
        </MessageBar>
      ))}
      {conflicts.length === 0 && <Text>Everything in this file is decided.</Text>}
      <ConflictList
        conflicts={conflicts}
        isBusy={isBusy}
        onDecide={(conflict, choice) => {
          expect();
          decide(conflict, choice);
        }}
        onDecideAll={(preview) => {
          expect();
          decideAll(preview);
        }}
      />
    </div>
  );
}
