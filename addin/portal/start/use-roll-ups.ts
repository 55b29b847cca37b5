import { useEffect, useState } from 'react';
import type { ListedRollUps } from '../../../shared/protocol/roll-up-list.ts';
import type { PortalServer } from '../portal-server.ts';

/** The roll-ups that the person is a member of; none until that is known. */
export function useRollUps(server: PortalServer): ListedRollUps['rollUps'] {
  const [rollUps, setRollUps] = useState<ListedRollUps['rollUps']>([]);
  useEffect(() => {
    let isWanted = true;
    void server.rollUps().then((outcome) => {
      if (isWanted && outcome.ok) setRollUps(outcome.value.rollUps);
    });
    return () => void (isWanted = false);
  }, [server]);
  return rollUps;
}
