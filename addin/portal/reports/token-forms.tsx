import { Button, Field, Input, Select, Text } from '@fluentui/react-components';
import { KeyRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import {
  MOST_TOKEN_DAYS,
  type AccessTokenReply,
  type AccessTokensReply,
} from '../../../shared/protocol/access-tokens.ts';
import { LOOK_FIRST, wordsOfPortalProblem, wordsOfUndone, type PortalProblem } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { TextToCopy } from '../views/text-to-copy.tsx';

type Token = Pick<AccessTokensReply[number], 'name'>;

interface EndTokenProps {
  readonly token: Token;
  /** @returns what has kept it from ending; null: it has ended */
  readonly end: () => Promise<PortalProblem | null>;
  readonly onCancel: () => void;
}

/** What is about to happen, before it does. */
export function EndToken({ token, end, onCancel }: EndTokenProps) {
  const shared = usePortalStyles();
  const question = useFocusOnArrival();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PortalProblem | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    const failed = await end();
    if (failed === null) return;
    setProblem(failed);
    setBusy(false);
  };
  return (
    <div ref={question} tabIndex={-1} role="group" aria-label={`Revoke ${token.name}`} className={shared.card}>
      <Text>
        Revoke “{token.name}”? Whatever reads with it is refused from its next refresh on. The plan and other tokens
        stay as they are.
      </Text>
      {problem !== null && (
        <ProblemBar words={wordsOfUndone(problem, 'The token wasn’t revoked', 'Nothing was changed.', LOOK_FIRST)} />
      )}
      <div className={shared.row}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void run()}>
          Revoke now
        </Button>
        <Button onClick={onCancel}>Keep it</Button>
      </div>
    </div>
  );
}

const lifetimes = [
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 180, label: '180 days' },
  { days: MOST_TOKEN_DAYS, label: 'A year' },
];

const STANDARD_DAYS = '90';
const LONGEST_NAME = 60;

interface MakeTokenProps {
  /** @returns what has kept it from being made; null: it is made */
  readonly make: (wanted: { readonly name: string; readonly days: number }) => Promise<PortalProblem | null>;
}

export function MakeToken({ make }: MakeTokenProps) {
  const shared = usePortalStyles();
  const [name, setName] = useState('');
  const [days, setDays] = useState(STANDARD_DAYS);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PortalProblem | null>(null);
  const isReady = name.trim() !== '' && !isBusy;
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const failed = await make({ name: name.trim(), days: Number(days) });
    if (failed === null) return;
    setProblem(failed);
    setBusy(false);
  };
  return (
    <form
      className={shared.column}
      aria-label="A new token"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void run();
      }}
    >
      <div className={shared.row}>
        <Field label="What it is for" hint="Such as Power BI of finance">
          <Input value={name} maxLength={LONGEST_NAME} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Field label="Expires after" hint="Then make a new one">
          <Select value={days} onChange={(_, { value }) => setDays(value)}>
            {lifetimes.map((each) => (
              <option key={each.days} value={each.days}>
                {each.label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className={shared.row}>
        <Button type="submit" icon={<KeyRegular />} disabledFocusable={!isReady}>
          Make a token
        </Button>
      </div>
      {problem !== null && (
        <ProblemBar
          words={wordsOfPortalProblem(
            problem,
            'The token wasn’t made',
            'If it stands in the list all the same, revoke it and make another.',
          )}
        />
      )}
    </form>
  );
}

/** The only place where a token stands. */
export function MadeToken({ made, onDone }: { readonly made: AccessTokenReply; readonly onDone: () => void }) {
  const shared = usePortalStyles();
  const place = useFocusOnArrival();
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label="Your new token" className={shared.card}>
      <Text weight="semibold">“{made.name}” is made. Copy it now: it is shown this once.</Text>
      <TextToCopy label="Token" text={made.token} />
      <Text className={shared.quiet}>
        Whoever has it reads this program, so keep it like a password. If it is lost, revoke it and make another.
      </Text>
      <div className={shared.row}>
        <Button appearance="primary" onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}

/** The focus goes to what has taken the place of the control that had it. */
function useFocusOnArrival() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return place;
}
