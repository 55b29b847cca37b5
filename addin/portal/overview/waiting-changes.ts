import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';

/** A budget change that somebody has to go on with. */
export interface WaitingChange {
  readonly number: string;
  readonly title: string;
  /** Who has to act, in words. */
  readonly waitsFor: string;
  readonly since: string | null;
  /** Cents that it moves: the sum of what its lines add. */
  readonly moved: number;
}

const waitsFor: Readonly<Record<string, (change: Cells, names: CodeNames) => string>> = {
  Draft: ({ requestedBy }, names) =>
    `${typeof requestedBy === 'string' ? (names.of('people', requestedBy) ?? requestedBy) : 'its author'}, who drafts it`,
  Pending: ({ type }) => (type === 'Board Amendment' ? 'the oversight committee' : 'finance'),
  'BOC Recommended': () => 'the Board',
};

/** Changes that are not settled, those that move most first. From the tables changes and changeLines. */
export function waitingChanges({ tables }: ProgramState, names: CodeNames): WaitingChange[] {
  const moved = new Map<string, number>();
  for (const { change, amount } of tables.get('changeLines')?.values() ?? []) {
    if (typeof amount === 'number' && amount > 0) moved.set(String(change), (moved.get(String(change)) ?? 0) + amount);
  }
  return [...(tables.get('changes')?.values() ?? [])]
    .flatMap((change) => {
      const who = waitsFor[String(change['status'])];
      if (who === undefined) return [];
      const { number, title, submittedOn } = change;
      const since = typeof submittedOn === 'string' ? submittedOn : null;
      return [
        {
          number: String(number),
          title: String(title),
          waitsFor: who(change, names),
          since,
          moved: moved.get(String(number)) ?? 0,
        },
      ];
    })
    .toSorted((a, b) => b.moved - a.moved || (a.number < b.number ? -1 : 1));
}
