import { useEffect, useRef, useState } from 'react';
import type { CodePlace, DeviceCodeReply } from '../../../shared/protocol/device-sign-in.ts';
import { signInByCode } from '../../sign-in/sign-in-by-code.ts';
import type { ServerClient, Session } from '../../sync/server/server-client.ts';
import { wordsOfCode } from './sign-in-words.ts';

/** `over`: why there is no code any more; null: the person has ended it. */
export type CodeState =
  | { readonly at: 'asking' }
  | { readonly at: 'shown'; readonly code: DeviceCodeReply }
  | { readonly at: 'over'; readonly words: string | null };

interface CodeSignInDeps {
  readonly server: Pick<ServerClient, 'ask'>;
  readonly place: CodePlace;
  readonly onSession: (session: Session) => void;
}

/** A sign-in by one code, for as long as it is looked at. */
export function useCodeSignIn({ server, place, onSession }: CodeSignInDeps): CodeState {
  const [state, setState] = useState<CodeState>({ at: 'asking' });
  const found = useRef(onSession);
  useEffect(() => {
    found.current = onSession;
  });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const onCode = (code: DeviceCodeReply): void => setState({ at: 'shown', code });
    void signInByCode({ server, place, wait, signal, onCode }).then((outcome) => {
      if (signal.aborted) return;
      if (outcome.kind === 'signedIn') found.current(outcome.session);
      else setState({ at: 'over', words: wordsOfCode(outcome) });
    });
    return () => ending.abort();
  }, [server, place]);
  return state;
}
