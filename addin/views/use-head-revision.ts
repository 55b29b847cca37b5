import { useEffect, useState } from 'react';
import type { ServerClient } from '../sync/server-client.ts';

const ASK_EVERY_MS = 20_000;

/** Revision of the program on the server, asked for now and then while the pane is in view; null until known. */
export function useHeadRevision(server: ServerClient, program: string | null): number | null {
  const [revision, setRevision] = useState<number | null>(null);
  useEffect(() => {
    if (program === null) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      const programs = await server.programs();
      const found = programs.ok ? programs.value.find((candidate) => candidate.id === program) : undefined;
      if (isCurrent && found !== undefined) setRevision(found.revision);
    };
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    void ask();
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [server, program]);
  return revision;
}
