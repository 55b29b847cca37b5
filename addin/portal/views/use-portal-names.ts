import { useEffect, useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { noNames, type CodeNames } from '../../../shared/tables/code-names.ts';
import type { PortalServer } from '../portal-server.ts';

/** [FB6] Names of the program's codes, fetched once they are needed; codes stand alone until then. */
export function usePortalNames(server: PortalServer, { id, revision }: WireProgram, isNeeded: boolean): CodeNames {
  const [names, setNames] = useState(noNames);
  useEffect(() => {
    let isCurrent = isNeeded;
    if (isNeeded) {
      void server.codeNames(id, revision).then((outcome) => {
        if (isCurrent && outcome.ok) setNames(outcome.value);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [server, id, revision, isNeeded]);
  return names;
}
