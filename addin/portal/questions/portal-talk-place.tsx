import { useMemo, type ReactNode } from 'react';
import { TalkContext } from '../../views/comments/talk-context.ts';
import type { PortalServer } from '../portal-server.ts';
import { portalTalk } from './portal-talk.ts';
import { useHeard } from './use-heard.ts';

interface PortalTalkProps {
  readonly server: PortalServer;
  readonly program: string;
  readonly children: ReactNode;
}

/** Lets the parts of a page ask and answer. */
export function PortalTalk({ server, program, children }: PortalTalkProps) {
  const heard = useHeard();
  const talk = useMemo(() => portalTalk(server, program), [server, program]);
  const context = useMemo(() => ({ server: talk, heard }), [talk, heard]);
  return <TalkContext value={context}>{children}</TalkContext>;
}
