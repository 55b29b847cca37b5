import { Field, Select, Spinner, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { AccessTokenReply } from '../../../shared/protocol/access-tokens.ts';
import type { OwnTokens } from '../../../shared/protocol/own-account.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { tokenCells, tokenColumns } from '../reports/token-cells.tsx';
import { EndToken, MadeToken, MakeToken } from '../reports/token-forms.tsx';
import type { Programs } from '../shell/use-programs.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';

type OwnToken = OwnTokens[number];

interface OwnTokensProps {
  readonly server: PortalServer;
  readonly programs: Programs;
}

/** One's own reading tokens of all programs: what there are, a new one, and the end of one. */
export function OwnTokensPart({ server, programs }: OwnTokensProps) {
  const shared = usePortalStyles();
  const ask = useCallback(() => server.account.tokens(), [server]);
  const { answer, askAgain } = usePortalAnswer(ask);
  const [made, setMade] = useState<AccessTokenReply | null>(null);
  const [ending, setEnding] = useState<OwnToken | null>(null);
  return (
    <PagePart heading="Reading tokens">
      <Text className={shared.quiet}>
        Excel, Power BI and scripts show a token instead of your password. Each reads the tables of one program, as you
        may, and nothing else.
      </Text>
      {answer === null && <Spinner size="tiny" label="Looking up your tokens…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'Your tokens couldn’t be read', 'Nothing was changed.')}
          onRetry={askAgain}
        />
      )}
      {answer?.ok === true && <TokenTable tokens={answer.value} onEnd={setEnding} />}
      {ending !== null && (
        <EndToken
          key={ending.id}
          token={ending}
          end={async () => {
            const left = await server.revokeAccessToken(ending.program, ending.id);
            if (!left.ok) return left.problem;
            askAgain();
            if (made?.id === ending.id) setMade(null);
            setEnding(null);
            return null;
          }}
          onCancel={() => setEnding(null)}
        />
      )}
      {made === null ? (
        <MakeOwnToken
          programs={programs}
          make={async (program, wanted) => {
            const outcome = await server.makeAccessToken(program, wanted);
            // An answer that was lost on its way leaves a token that nobody has seen: the list shows it.
            askAgain();
            if (!outcome.ok) return outcome.problem;
            setMade(outcome.value);
            return null;
          }}
        />
      ) : (
        <MadeToken made={made} onDone={() => setMade(null)} />
      )}
    </PagePart>
  );
}

function TokenTable({ tokens, onEnd }: { readonly tokens: OwnTokens; readonly onEnd: (token: OwnToken) => void }) {
  const [now] = useState(() => new Date());
  if (tokens.length === 0) return <Text>You have no reading token yet.</Text>;
  return (
    <DataTable
      caption="Your reading tokens"
      columns={['Name', 'Reads', ...tokenColumns].map((label) => ({ label }))}
      rows={tokens.map((token) => ({
        id: token.id,
        cells: [token.name, token.programName, ...tokenCells(token, now, () => onEnd(token))],
      }))}
    />
  );
}

interface MakeOwnTokenProps extends Pick<OwnTokensProps, 'programs'> {
  readonly make: (
    program: string,
    wanted: Parameters<Parameters<typeof MakeToken>[0]['make']>[0],
  ) => ReturnType<Parameters<typeof MakeToken>[0]['make']>;
}

function MakeOwnToken({ programs, make }: MakeOwnTokenProps) {
  const open = programs.answer?.ok === true ? programs.answer.value : [];
  const [chosen, setChosen] = useState<string | null>(null);
  const program = open.find(({ id }) => id === chosen) ?? open[0];
  if (program === undefined) return null;
  return (
    <>
      <Field label="Program that it reads">
        <Select value={program.id} onChange={(_, { value }) => setChosen(value)}>
          {open.map(({ id, name, district }) => (
            <option key={id} value={id}>
              {name}, {district}
            </option>
          ))}
        </Select>
      </Field>
      <MakeToken make={(wanted) => make(program.id, wanted)} />
    </>
  );
}
