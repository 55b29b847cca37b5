import { useEffect, useState } from 'react';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { PortalServer } from '../portal-server.ts';

/** Whether the person administers the server; not until that is known. */
export function useAdministers(server: PortalServer, person: WirePerson | null): boolean {
  const [administrator, setAdministrator] = useState<string | null>(null);
  const of = person?.id ?? null;
  useEffect(() => {
    if (of === null) return;
    void server.administers().then((outcome) => setAdministrator(outcome.ok && outcome.value ? of : null));
  }, [server, of]);
  return of !== null && administrator === of;
}
