import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { CodeAnswer, CodeLookReply } from '../../../shared/protocol/device-sign-in.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { ProblemWords } from '../portal-problem.ts';
import { FactList } from '../views/fact-list.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { askedWords, placeWords } from './device-words.ts';

const useStyles = makeStyles({
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase600, letterSpacing: '0.08em' },
});

interface ConfirmCodeProps {
  readonly code: Extract<CodeLookReply, { readonly state: 'waiting' }>;
  /** When the server told of it. */
  readonly lookedAt: Date;
  readonly person: WirePerson;
  readonly problem: ProblemWords | null;
  readonly onAnswer: (answer: CodeAnswer) => Promise<void>;
}

/** Which Excel asks, and what confirming means. Whoever was talked into typing a code is to notice it here. */
export function ConfirmCode({ code, lookedAt, person, problem, onAnswer }: ConfirmCodeProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [isBusy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const answer = (given: CodeAnswer): void => {
    setBusy(true);
    void onAnswer(given).finally(() => setBusy(false));
  };
  return (
    <section className={shared.card} aria-labelledby="compare">
      <h2 id="compare" ref={heading} tabIndex={-1} className={shared.heading}>
        <Text size={500} weight="semibold">
          Do you see this code in Excel on your own screen?
        </Text>
      </h2>
      <FactList
        facts={[
          { label: 'Code', value: <span className={styles.code}>{code.userCode}</span> },
          { label: 'Asked by', value: `${placeWords(code.place)}, as it says of itself` },
          { label: 'Asked at', value: askedWords(code.askedAt, lookedAt) },
          { label: 'Network', value: code.from },
        ]}
      />
      {code.isFromElsewhere && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>It was asked for in another network than this one.</MessageBarTitle> If Excel and this
            browser are on the same computer, that should not be: do not confirm.
          </MessageBarBody>
        </MessageBar>
      )}
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Confirm only a code that you see in Excel yourself.</MessageBarTitle> If somebody sent it to
          you or read it to you, by mail, in a chat or on the telephone, do not: they would be signed in as you.
        </MessageBarBody>
      </MessageBar>
      {problem !== null && <ProblemBar words={problem} />}
      <div className={shared.row}>
        <Button appearance="primary" disabled={isBusy} onClick={() => answer('confirm')}>
          Sign that Excel in as {person.name}
        </Button>
        <Button disabled={isBusy} onClick={() => answer('refuse')}>
          That is not mine
        </Button>
      </div>
    </section>
  );
}
