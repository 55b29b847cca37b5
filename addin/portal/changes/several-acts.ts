import type { ChangeListed, MayAct } from '../../../shared/protocol/budget-changes.ts';

export type SeveralAct = 'approve' | 'recommend' | 'reject';

/** What can be done with all of these changes alike. */
export function severalActs(picked: readonly ChangeListed[]): SeveralAct[] {
  if (picked.length === 0) return [];
  const mayRecommend = picked.every(({ type, status }) => type === 'Board Amendment' && status === 'Pending');
  return ['approve', ...(mayRecommend ? (['recommend'] as const) : []), 'reject'];
}

/** What is to be told with an act, as far as one of them does not say it yet. */
export function needsOf(act: SeveralAct, picked: readonly ChangeListed[]): MayAct['needs'] {
  if (act !== 'approve') return [];
  const board = picked.filter(({ type }) => type === 'Board Amendment');
  return [
    ...(board.some(({ reportNumber }) => reportNumber === null) ? (['reportNumber'] as const) : []),
    ...(board.some(({ boardDate }) => boardDate === null) ? (['boardDate'] as const) : []),
    ...(picked.some(({ effectiveDate }) => effectiveDate === null) ? (['effectiveDate'] as const) : []),
  ];
}
