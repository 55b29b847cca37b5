import { Button, Link, Spinner, Text } from '@fluentui/react-components';
import { GlobeRegular } from '@fluentui/react-icons';
import { useCallback, useId, useState } from 'react';
import type { GuideReply } from '../../../shared/protocol/guide.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';

interface PublicGuideProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  /** The day that is asked for; null: today. */
  readonly asOf: string | null;
}

/** An act may have arrived although its answer did not. */
const SEE = 'Try again to see what the public sees now.';

type Act = 'publish' | 'withdraw';

/** What the public sees of the program, and for finance the ways to change it. */
export function PublicGuide({ server, program, asOf }: PublicGuideProps) {
  const shared = usePortalStyles();
  const headingId = useId();
  const ask = useCallback(() => server.guide(program), [server, program]);
  const { answer, setAnswer, askAgain } = usePortalAnswer(ask);
  const [asking, setAsking] = useState<Act | null>(null);
  const [isBusy, setBusy] = useState(false);

  const act = async (chosen: Act): Promise<void> => {
    setBusy(true);
    const seen = answer?.ok === true ? answer.value.published : null;
    setAnswer(
      chosen === 'publish' ? await server.publishGuide(program, asOf, seen) : await server.withdrawGuide(program),
    );
    setBusy(false);
    setAsking(null);
  };
  return (
    <section className={shared.column} aria-labelledby={headingId}>
      <Text as="h2" id={headingId} size={500} weight="semibold" className={shared.heading}>
        Public guide
      </Text>
      {answer === null && <Spinner size="tiny" label="Looking…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'The guide couldn’t be reached', SEE)}
          onRetry={askAgain}
        />
      )}
      {answer?.ok === true && (
        <>
          <Standing guide={answer.value} />
          {answer.value.mayPublish && asking === null && (
            <div className={shared.row}>
              <Button icon={<GlobeRegular />} onClick={() => setAsking('publish')}>
                {answer.value.published === null ? 'Publish…' : 'Publish anew…'}
              </Button>
              {answer.value.published !== null && <Button onClick={() => setAsking('withdraw')}>Withdraw…</Button>}
            </div>
          )}
          {asking !== null && (
            <Question {...{ asking, asOf, isBusy }} onYes={() => void act(asking)} onNo={() => setAsking(null)} />
          )}
        </>
      )}
    </section>
  );
}

/** What stands there, announced when it changes. */
function Standing({ guide: { published, path } }: { readonly guide: GuideReply }) {
  const shared = usePortalStyles();
  return (
    <div aria-live="polite">
      {published === null ? (
        <Text className={shared.quiet}>
          Not published. The guide tells everybody, without a sign-in, which project comes to which school, when and for
          how much.
        </Text>
      ) : (
        <Text>
          Everybody can read the plan as of {published.asOf} (revision {published.revision}) at{' '}
          <Link href={path} target="_blank" rel="noopener">
            {path}
          </Link>
          . Published by {published.by} on {published.at.slice(0, 10)}.
        </Text>
      )}
    </div>
  );
}

interface QuestionProps {
  readonly asking: Act;
  readonly asOf: string | null;
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** What is about to happen, before it does. */
function Question({ asking, asOf, isBusy, onYes, onNo }: QuestionProps) {
  const shared = usePortalStyles();
  return (
    <div
      className={shared.column}
      role="group"
      aria-label={asking === 'publish' ? 'Publish the guide' : 'Withdraw the guide'}
    >
      <Text>
        {asking === 'publish'
          ? `Everybody will see schools, projects, dates, approved budgets and what has been spent${asOf === null ? ', as of today' : ` as of ${asOf}`}. Proposals, pending changes, remarks and people are never in it.`
          : 'After five minutes at most nobody will find the guide any more, and links to it lead nowhere, until it is published again.'}
      </Text>
      <div className={shared.row}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={onYes}>
          {asking === 'publish' ? 'Publish now' : 'Withdraw now'}
        </Button>
        <Button onClick={onNo}>Cancel</Button>
      </div>
    </div>
  );
}
