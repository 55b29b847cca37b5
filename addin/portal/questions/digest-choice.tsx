import { Button, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { wordsOfUndone, type PortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PagePart } from '../views/page-part.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';

interface DigestChoiceProps {
  readonly server: PortalServer;
  readonly program: string;
}

/** Whether the person gets a mail of the day. Nothing where this server sends none. */
export function DigestChoice({ server, program }: DigestChoiceProps) {
  const ask = useCallback(() => server.digest(program), [server, program]);
  const { answer, setAnswer } = usePortalAnswer(ask);
  const [problem, setProblem] = useState<PortalProblem | null>(null);
  if (answer?.ok !== true || !answer.value.isSent) return null;
  const { isMuted, hour } = answer.value;
  const choose = async (): Promise<void> => {
    const outcome = await server.chooseDigest(program, { isMuted: !isMuted });
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setAnswer(outcome);
  };
  return (
    <PagePart heading="Mail of the day">
      {problem !== null && (
        <ProblemBar words={wordsOfUndone(problem, 'This wasn’t changed', 'Your choice is as it was.')} />
      )}
      <Text role="status">
        {isMuted
          ? 'You get no mails about this program.'
          : `You get a mail from ${hour}:00 on days on which something waits for you.`}
      </Text>
      <div>
        <Button onClick={() => void choose()}>{isMuted ? 'Send me mails again' : 'Send me no mails'}</Button>
      </div>
    </PagePart>
  );
}
