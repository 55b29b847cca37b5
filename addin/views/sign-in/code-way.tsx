import { Button, MessageBar, MessageBarBody, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CodePlace } from '../../../shared/protocol/device-sign-in.ts';
import { StayTick } from '../../components/stay-tick.tsx';
import { useCopy } from '../../components/use-copy.ts';
import type { ServerClient, Session } from '../../sync/server/server-client.ts';
import { BrowserLink } from '../browser-link.tsx';
import type { PaneServices } from '../pane-services.ts';
import { useViewStyles } from '../view-styles.ts';
import { useCodeSignIn } from './use-code-sign-in.ts';

const useStyles = makeStyles({
  /** The address of a server has no place to break, and is wider than a narrow pane. */
  where: { overflowWrap: 'anywhere' },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    letterSpacing: '0.06em',
    userSelect: 'all',
    overflowWrap: 'anywhere',
  },
});

interface CodeWayProps {
  readonly server: Pick<ServerClient, 'ask'>;
  readonly place: CodePlace;
  readonly openInBrowser: PaneServices['openInBrowser'];
  readonly onSession: (session: Session, stay: boolean) => void;
}

/** A code that is confirmed in the browser. It is asked for at the button, so that nobody has one who wants none. */
export function CodeWay(props: CodeWayProps) {
  const styles = useViewStyles();
  /** How many have been asked for; the newest is shown. */
  const [codes, setCodes] = useState(0);
  const [isWanted, setWanted] = useState(false);
  const next = (): void => {
    setCodes(codes + 1);
    setWanted(true);
  };
  const [stay, setStay] = useState(false);
  return (
    <div className={styles.column}>
      <StayTick stay={stay} onStay={setStay} />
      {isWanted ? (
        <ShownCode
          key={codes}
          {...props}
          onSession={(session) => props.onSession(session, stay)}
          onAgain={next}
          onLeave={() => setWanted(false)}
        />
      ) : (
        <Button appearance="primary" size="large" onClick={next}>
          Get a code
        </Button>
      )}
    </div>
  );
}

interface ShownCodeProps extends Omit<CodeWayProps, 'onSession'> {
  readonly onSession: (session: Session) => void;
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}

function ShownCode({ server, place, openInBrowser, onSession, onAgain, onLeave }: ShownCodeProps) {
  const own = useStyles();
  const styles = useViewStyles();
  const state = useCodeSignIn({ server, place, onSession });
  const { copied, copy } = useCopy();
  if (state.at === 'asking') return <Spinner size="tiny" label="Getting a code…" />;
  if (state.at === 'over') {
    return (
      <>
        {state.words !== null && (
          <div role="alert">
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody>{state.words}</MessageBarBody>
            </MessageBar>
          </div>
        )}
        <Button appearance="primary" size="large" onClick={onAgain}>
          Get another code
        </Button>
      </>
    );
  }
  const { userCode, page } = state.code;
  return (
    <>
      <Text className={own.where}>
        Open{' '}
        <BrowserLink path={page} openInBrowser={openInBrowser}>
          {`${window.location.host}${page}`}
        </BrowserLink>{' '}
        in your browser, sign in there, and type this code:
      </Text>
      <div role="status">
        <span className={own.code}>{userCode}</span>
      </div>
      <Text className={styles.quiet}>
        It is good for ten minutes. Once you have confirmed it, the pane goes on by itself. Give it to nobody: who
        confirms it decides as whom this Excel is signed in.
      </Text>
      <div className={styles.row}>
        <Button onClick={() => copy(userCode)}>Copy code</Button>
        <Button onClick={onLeave}>Cancel</Button>
      </div>
      <div role="status" className={styles.status}>
        {copied === true && <Text>Copied.</Text>}
        {copied === false && <Text>It couldn’t be copied. Type it instead.</Text>}
      </div>
    </>
  );
}
