import { useEffect, useMemo, useState } from 'react';
import type { SuccessorOffer } from '../../../shared/plan/schedule/successor-moves.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import { blockingTables, movesDates, offersOf } from './successor-offers.ts';

const noOffers: readonly SuccessorOffer[] = [];

/** What moving dates asks of the milestones after them. Without the days on which work is blocked, nothing is offered. */
export function useSuccessors(session: SyncSession, inspection: Inspection): readonly SuccessorOffer[] {
  const { edits, base, program, revision } = inspection;
  const isAsked = useMemo(() => movesDates(edits), [edits]);
  const [fetched, setFetched] = useState<ProgramState | null>(null);
  // A workbook that was cut down may lack tables that say where work is blocked.
  const isWhole = blockingTables.every((table) => base.tables.has(table));
  useEffect(() => {
    if (!isAsked || isWhole) return undefined;
    let isCurrent = true;
    void session.programRows({ program, revision }, blockingTables).then((rows) => {
      if (isCurrent) setFetched(rows);
    });
    return () => {
      isCurrent = false;
    };
  }, [session, program, revision, isAsked, isWhole]);
  const places = isWhole ? base : fetched;
  return useMemo(
    () => (isAsked && places !== null ? offersOf(edits, base, places) : noOffers),
    [isAsked, places, edits, base],
  );
}
