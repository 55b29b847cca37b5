import { useEffect, useMemo, useState } from 'react';
import type { ServerClient } from '../../sync/server/server-client.ts';
import type { Talk } from './talk-context.ts';
import type { TalkServer } from './talk-server.ts';

/** How the person talks about the program; null until the code for it is there: nothing of the first screen needs it. */
export function usePaneTalk(server: ServerClient, program: string | null, me: string, heard: number): Talk | null {
  const [talk, setTalk] = useState<TalkServer | null>(null);
  const [tries, setTries] = useState(1);
  useEffect(() => {
    if (program === null) return;
    let isWanted = true;
    // [FB8] Being offline ends by itself.
    const retry = (): void => setTries(tries + 1);
    import('./pane-talk.ts').then(
      ({ paneTalk }) => isWanted && setTalk(paneTalk(server, program, me)),
      () => isWanted && window.addEventListener('online', retry),
    );
    return () => {
      isWanted = false;
      window.removeEventListener('online', retry);
    };
  }, [server, program, me, tries]);
  return useMemo(
    () => (talk !== null && talk.program === program ? { server: talk, heard } : null),
    [talk, program, heard],
  );
}
