import { useEffect, useState } from 'react';
import { namedTables, noNames, type CodeNames } from '../../shared/tables/code-names.ts';
import { programNames } from '../../shared/sync/program-names.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
import type { SyncState } from '../sync/session/sync-state.ts';

const tables = namedTables.map(({ name }) => name);

/** [FB6] Names of the program at the workbook's revision; while they are on their way, and offline, those before. */
export function useProgramNames(session: SyncSession, { program, revision, phase }: SyncState): CodeNames {
  const [names, setNames] = useState(noNames);
  const isSettled = phase === 'resting';
  useEffect(() => {
    let isCurrent = isSettled;
    if (isSettled && program !== null && revision !== null) {
      void session.programRows({ program, revision }, tables).then((rows) => {
        if (isCurrent && rows !== null) setNames(programNames(rows));
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [session, program, revision, isSettled]);
  return names;
}
