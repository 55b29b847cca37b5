import { Button, Field, Input, Text, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import type { CodeLookReply } from '../../../shared/protocol/device-sign-in.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import { wordsOfPortalProblem, type PortalProblem, type ProblemWords } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ConfirmCode } from './confirm-code.tsx';

const useStyles = makeStyles({
  code: { width: '220px', '& input': { letterSpacing: '0.12em', textTransform: 'uppercase' } },
  /** The button sits beside the field, not beside its label. */
  onOneLine: { alignItems: 'end' },
});

export interface DevicePageProps {
  readonly server: PortalServer;
  readonly person: WirePerson | null;
  readonly takesFocus: boolean;
}

/** Signs an Excel in by the code that it shows. */
export function DevicePage({ server, person, takesFocus }: DevicePageProps) {
  const shared = usePortalStyles();
  return (
    <PageContext value={withoutProgram(takesFocus)}>
      <PageFrame
        heading="Sign Excel in with a code"
        lead="The pane in Excel shows a code of eight letters. It is good for ten minutes."
        hasDay={false}
      >
        {person === null ? (
          <Text className={shared.quiet}>Sign in here first. Then you can type the code.</Text>
        ) : (
          <CodeSteps server={server} person={person} />
        )}
      </PageFrame>
    </PageContext>
  );
}

type Waiting = Extract<CodeLookReply, { readonly state: 'waiting' }>;
type Step =
  | { readonly at: 'typing'; readonly problem: ProblemWords | null }
  | { readonly at: 'comparing'; readonly code: Waiting; readonly lookedAt: Date; readonly problem: ProblemWords | null }
  | { readonly at: 'confirmed' }
  | { readonly at: 'refused' };

const UNKNOWN: ProblemWords = {
  title: 'This code is not known',
  line: 'Nothing was signed in. Compare it with the one in Excel. It may have run out; then ask for another one there.',
};

function problemWords(problem: PortalProblem): ProblemWords {
  return wordsOfPortalProblem(problem, 'That didn’t work', 'Nothing was signed in.');
}

function CodeSteps({ server, person }: { readonly server: PortalServer; readonly person: WirePerson }) {
  const [step, setStep] = useState<Step>({ at: 'typing', problem: null });
  const look = async (typed: string): Promise<void> => {
    const outcome = await server.device.look(typed);
    if (!outcome.ok) setStep({ at: 'typing', problem: problemWords(outcome.problem) });
    else if (outcome.value.state === 'unknown') setStep({ at: 'typing', problem: UNKNOWN });
    else setStep({ at: 'comparing', code: outcome.value, lookedAt: new Date(), problem: null });
  };
  switch (step.at) {
    case 'typing':
      return <TypeCode problem={step.problem} onTyped={look} />;
    case 'comparing':
      return (
        <ConfirmCode
          code={step.code}
          lookedAt={step.lookedAt}
          person={person}
          problem={step.problem}
          onAnswer={async (answer) => {
            const outcome = await server.device.answer(step.code.userCode, answer);
            if (!outcome.ok) setStep({ ...step, problem: problemWords(outcome.problem) });
            else if (outcome.value.state === 'unknown') setStep({ at: 'typing', problem: UNKNOWN });
            else setStep({ at: outcome.value.state });
          }}
        />
      );
    case 'confirmed':
      return (
        <Outcome
          title={`Excel is signed in as ${person.name}`}
          line="Go back to Excel; it goes on by itself within a few seconds. You can close this page."
        />
      );
    case 'refused':
      return (
        <Outcome
          title="Nothing was signed in"
          line="The code no longer works. If somebody asked you to confirm it, tell your administrator."
        />
      );
  }
}

function Outcome({ title, line }: ProblemWords) {
  const shared = usePortalStyles();
  return (
    <div role="status" className={shared.tight}>
      <Text weight="semibold" size={400}>
        {title}
      </Text>
      <Text>{line}</Text>
    </div>
  );
}

interface TypeCodeProps {
  readonly problem: ProblemWords | null;
  readonly onTyped: (code: string) => Promise<void>;
}

function TypeCode({ problem, onTyped }: TypeCodeProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  return (
    <div className={shared.column}>
      {problem !== null && <ProblemBar words={problem} />}
      <form
        className={mergeClasses(shared.row, styles.onOneLine)}
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          void onTyped(typed).finally(() => setBusy(false));
        }}
      >
        <Field label="Code in Excel">
          <Input
            className={styles.code}
            value={typed}
            maxLength={20}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, { value }) => setTyped(value)}
          />
        </Field>
        <Button type="submit" appearance="primary" disabled={isBusy || typed.trim() === ''}>
          Go on
        </Button>
      </form>
    </div>
  );
}
