import { Button, Spinner, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { OwnSessions } from '../../../shared/protocol/own-account.ts';
import { momentWords } from '../../views/cell-words.ts';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import { useRequest } from './use-request.ts';

/** Where one is signed in, to be ended one by one or all but this. Ending one can be mended: one signs in again. */
export function OwnSessionsPart({ server }: { readonly server: PortalServer }) {
  const shared = usePortalStyles();
  const ask = useCallback(() => server.account.sessions(), [server]);
  const { answer, setAnswer, askAgain } = usePortalAnswer(ask);
  const { isBusy, problem, run } = useRequest('That session wasn’t ended');
  const end = async (endOnServer: () => Promise<PortalOutcome<OwnSessions>>): Promise<void> => {
    const value = await run(endOnServer);
    if (value !== null) setAnswer({ ok: true, value });
  };
  return (
    <PagePart heading="Where you are signed in">
      <Text className={shared.quiet}>
        A sign-in ends by itself after 30 days without use, and after 90 days in any case.
      </Text>
      {answer === null && <Spinner size="tiny" label="Looking up your sign-ins…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'Your sign-ins couldn’t be read', 'Nothing was changed.')}
          onRetry={askAgain}
        />
      )}
      {problem !== null && <ProblemBar words={problem} />}
      {answer?.ok === true && (
        <>
          <SessionTable
            sessions={answer.value}
            isBusy={isBusy}
            onEnd={(id) => void end(() => server.account.endSession(id))}
          />
          {answer.value.length > 1 && (
            <div className={shared.row}>
              <Button disabledFocusable={isBusy} onClick={() => void end(() => server.account.endOtherSessions())}>
                Sign out everywhere else
              </Button>
            </div>
          )}
        </>
      )}
    </PagePart>
  );
}

interface SessionTableProps {
  readonly sessions: OwnSessions;
  readonly isBusy: boolean;
  readonly onEnd: (id: string) => void;
}

function SessionTable({ sessions, isBusy, onEnd }: SessionTableProps) {
  const [now] = useState(() => new Date());
  return (
    <DataTable
      caption="Sign-ins"
      columns={['In', 'From', 'Since', 'Last used', 'Not you?'].map((label) => ({ label }))}
      rows={sessions.map((session) => {
        const device = session.device ?? 'Excel, or a program';
        return {
          id: session.id,
          cells: [
            device,
            session.source ?? 'Not known',
            momentWords(session.createdAt, now),
            session.isThis ? 'Now' : momentWords(session.lastUsedAt, now),
            session.isThis ? (
              'This one'
            ) : (
              <Button
                key="end"
                size="small"
                aria-label={`Sign out: ${device}`}
                disabledFocusable={isBusy}
                onClick={() => onEnd(session.id)}
              >
                Sign out
              </Button>
            ),
          ],
        };
      })}
    />
  );
}
