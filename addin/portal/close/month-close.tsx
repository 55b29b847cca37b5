import { Spinner, Text } from '@fluentui/react-components';
import { useCodeNames } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { AskAbout } from '../../views/comments/ask-about.tsx';
import { PagePart } from '../views/page-part.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { monthName, snapshotNumber, statusWords } from './close-words.ts';
import { CloseReports } from './close-reports.tsx';
import type { KnownMonthProps, MonthProps } from './known-month.ts';
import { OpenMonth } from './open-month.tsx';
import { ReopenMonth } from './reopen-month.tsx';
import { useAct } from './use-act.ts';
import { useMonth } from './use-month.ts';

/** One month: the steps of its close while it is open, what was closed and its reports afterwards. */
export function MonthClose(props: MonthProps) {
  const { server, program, month } = props;
  const { answer, refresh } = useMonth(server, program.id, month);
  if (answer === null) return <Spinner size="tiny" label="Looking at the month…" labelPosition="after" />;
  if (!answer.ok) {
    const words = wordsOfPortalProblem(answer.problem, 'The month couldn’t be read', 'The plan is as it was.');
    return <ProblemBar words={words} onRetry={() => void refresh()} />;
  }
  return <KnownMonth {...props} known={answer.value} refresh={refresh} />;
}

function KnownMonth(props: KnownMonthProps) {
  const { known, mayClose, next } = props;
  const names = useCodeNames();
  const shared = usePortalStyles();
  // One for all steps: what stood against one is told where the month stands by then.
  const act = useAct();
  const isClosed = known.status === 'Closed';
  return (
    <PagePart heading={`${monthName(known.period)} · ${known.status}`}>
      {!mayClose && <Text className={shared.quiet}>Finance closes months. You can see here how far it is.</Text>}
      {isClosed ? (
        <Text>
          {statusWords(known, names)}
          {known.snapshot === null ? '' : `, as revision ${snapshotNumber(known.snapshot)}`}. Its figures stay as they
          were, whatever is changed afterwards; what comes late goes into an open month and keeps its posting date.
        </Text>
      ) : (
        <>
          {next !== null && next < known.period && (
            <Text>
              <ProgramLink page={`close/${next}`}>{monthName(next)}</ProgramLink> is still to be closed before.
            </Text>
          )}
          <OpenMonth {...props} act={act} />
        </>
      )}
      <CloseReports {...props} />
      {isClosed && next !== null && (
        <div>
          <ProgramLink page={`close/${next}`}>Go on with {monthName(next)}</ProgramLink>
        </div>
      )}
      {mayClose && known.act === 'reopen' && <ReopenMonth {...props} act={act} />}
      <AskAbout
        label={isClosed && !mayClose ? 'Ask to reopen' : 'Questions and comments'}
        about={{ kind: 'period', period: known.period }}
        {...(isClosed && !mayClose ? { begun: `Please open ${known.period} again: ` } : {})}
      />
    </PagePart>
  );
}
