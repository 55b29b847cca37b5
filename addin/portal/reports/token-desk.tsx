import { Spinner, Text } from '@fluentui/react-components';
import { useRef, useState, type ReactNode } from 'react';
import type { AccessTokenReply, AccessTokensReply } from '../../../shared/protocol/access-tokens.ts';
import { wordsOfPortalProblem, type PortalOutcome, type PortalProblem } from '../portal-problem.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import { tokenCells, tokenColumns } from './token-cells.tsx';
import { EndToken, MadeToken } from './token-forms.tsx';

/** Asks for a token. @returns what has kept it from being made; null: it is made */
export type MakeIt = (asked: Promise<PortalOutcome<AccessTokenReply>>) => Promise<PortalProblem | null>;

interface TokenDeskProps<T> {
  readonly heading: string;
  readonly note: string;
  /** The same function for the same tokens. */
  readonly ask: () => Promise<PortalOutcome<readonly T[]>>;
  readonly revoke: (token: T) => Promise<PortalOutcome<unknown>>;
  readonly caption: string;
  readonly none: string;
  /** Columns between a token’s name and its times. */
  readonly columns?: readonly { readonly label: string; readonly of: (token: T) => string }[];
  /** The form that asks for a new one. */
  readonly renderForm: (makeIt: MakeIt) => ReactNode;
}

/** A person's own reading tokens: what there are, a new one, and the end of one. */
export function TokenDesk<T extends AccessTokensReply[number]>(props: TokenDeskProps<T>) {
  const { heading, note, ask, revoke, renderForm } = props;
  const shared = usePortalStyles();
  const { answer, askAgain } = usePortalAnswer(ask);
  const [made, setMade] = useState<AccessTokenReply | null>(null);
  const [ending, setEnding] = useState<T | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const close = (): void => {
    setEnding(null);
    // What had the focus is gone.
    headingRef.current?.focus();
  };
  const makeIt: MakeIt = async (asked) => {
    const outcome = await asked;
    // An answer that was lost on its way leaves a token that nobody has seen: the list shows it.
    askAgain();
    if (!outcome.ok) return outcome.problem;
    setMade(outcome.value);
    return null;
  };
  const end = async (token: T): Promise<PortalProblem | null> => {
    const left = await revoke(token);
    // Where the answer was lost, the list shows whether it has ended.
    askAgain();
    if (!left.ok) return left.problem;
    if (made?.id === token.id) setMade(null);
    close();
    return null;
  };
  return (
    <PagePart heading={heading} headingRef={headingRef}>
      <Text className={shared.quiet}>{note}</Text>
      {answer === null && <Spinner size="tiny" label="Looking up your tokens…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'Your tokens couldn’t be read', 'Nothing was changed.')}
          onRetry={askAgain}
        />
      )}
      {answer?.ok === true && <TokenTable {...props} tokens={answer.value} onEnd={setEnding} />}
      {ending !== null && (
        <EndToken key={ending.id} token={ending} end={async () => await end(ending)} onCancel={close} />
      )}
      {made === null ? (
        renderForm(makeIt)
      ) : (
        <MadeToken
          made={made}
          onDone={() => {
            setMade(null);
            close();
          }}
        />
      )}
    </PagePart>
  );
}

interface TokenTableProps<T> extends Pick<TokenDeskProps<T>, 'caption' | 'none' | 'columns'> {
  readonly tokens: readonly T[];
  readonly onEnd: (token: T) => void;
}

function TokenTable<T extends AccessTokensReply[number]>(props: TokenTableProps<T>) {
  const { tokens, caption, none, columns = [], onEnd } = props;
  const [now] = useState(() => new Date());
  if (tokens.length === 0) return <Text>{none}</Text>;
  return (
    <DataTable
      caption={caption}
      columns={['Name', ...columns.map(({ label }) => label), ...tokenColumns].map((label) => ({ label }))}
      rows={tokens.map((token) => ({
        id: token.id,
        cells: [token.name, ...columns.map(({ of }) => of(token)), ...tokenCells(token, now, () => onEnd(token))],
      }))}
    />
  );
}
