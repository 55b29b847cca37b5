import { Spinner, Text, Title3 } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import type { AccessTokenReply, AccessTokensReply } from '../../../shared/protocol/access-tokens.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import { tokenCells, tokenColumns } from './token-cells.tsx';
import { EndToken, MadeToken, MakeToken } from './token-forms.tsx';

type Token = AccessTokensReply[number];

interface AccessTokensProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
}

/** A person's own tokens for a program: what there are, a new one, and the end of one. */
export function AccessTokens({ server, program }: AccessTokensProps) {
  const shared = usePortalStyles();
  const ask = useCallback(() => server.accessTokens(program), [server, program]);
  const { answer, setAnswer, askAgain } = usePortalAnswer(ask);
  const [made, setMade] = useState<AccessTokenReply | null>(null);
  const [ending, setEnding] = useState<Token | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = (): void => {
    setMade(null);
    setEnding(null);
    // What had the focus is gone.
    heading.current?.focus();
  };
  return (
    <section className={shared.column} aria-labelledby="tokens">
      <h2 ref={heading} id="tokens" tabIndex={-1} className={shared.heading}>
        <Title3>Your tokens</Title3>
      </h2>
      <Text className={shared.quiet}>
        Excel and Power BI show a token instead of your password. It reads this program’s tables as you may, and nothing
        else.
      </Text>
      {answer === null && <Spinner size="tiny" label="Looking up your tokens…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'Your tokens couldn’t be read', 'Nothing was changed.')}
          onRetry={askAgain}
        />
      )}
      {answer?.ok === true && <TokenList tokens={answer.value} onEnd={setEnding} />}
      {ending !== null && (
        <EndToken
          key={ending.id}
          token={ending}
          end={async () => {
            const left = await server.revokeAccessToken(program, ending.id);
            if (!left.ok) return left.problem;
            setAnswer(left);
            if (made?.id === ending.id) setMade(null);
            close();
            return null;
          }}
          onCancel={close}
        />
      )}
      {made === null ? (
        <MakeToken
          make={async (wanted) => {
            const outcome = await server.makeAccessToken(program, wanted);
            // An answer that was lost on its way leaves a token that nobody has seen: the list shows it.
            askAgain();
            if (!outcome.ok) return outcome.problem;
            setMade(outcome.value);
            return null;
          }}
        />
      ) : (
        <MadeToken made={made} onDone={close} />
      )}
    </section>
  );
}

function TokenList({ tokens, onEnd }: { readonly tokens: AccessTokensReply; readonly onEnd: (token: Token) => void }) {
  const [now] = useState(() => new Date());
  if (tokens.length === 0) return <Text>You have no token for this program yet.</Text>;
  return (
    <DataTable
      caption="Tokens for this program"
      columns={['Name', ...tokenColumns].map((label) => ({ label }))}
      rows={tokens.map((token) => ({
        id: token.id,
        cells: [token.name, ...tokenCells(token, now, () => onEnd(token))],
      }))}
    />
  );
}
