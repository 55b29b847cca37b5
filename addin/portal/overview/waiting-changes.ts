import type { WaitingReply } from '../../../shared/protocol/waiting.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { decisionWho } from './decision-words.ts';

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

type Decisions = WaitingReply['decisions'];

const waitsFor: Readonly<
  Record<string, (change: Cells, names: CodeNames, decision: Decisions[number] | undefined) => string>
> = {
  Draft: ({ requestedBy }, names) =>
    `${typeof requestedBy === 'string' ? (names.of('people', requestedBy) ?? requestedBy) : 'its author'}, who drafts it`,
  Pending: ({ type }, _names, decision) =>
    type === 'Board Amendment' ? boardWords('the oversight committee', decision) : whoOf(decision),
  'BOC Recommended': (_change, _names, decision) => boardWords('the Board', decision),
};

function whoOf(decision: Decisions[number] | undefined): string {
  return decision === undefined ? 'finance' : decisionWho(decision);
}

/** What the board and its committee decide somebody of the office records. */
function boardWords(board: string, decision: Decisions[number] | undefined): string {
  return decision === undefined || decision.people.length === 0
    ? board
    : `${board}; recorded by ${decisionWho(decision)}`;
}

/** Changes that are not settled, those that move most first. From the tables changes and changeLines. */
export function waitingChanges({ tables }: ProgramState, names: CodeNames, decisions: Decisions): WaitingChange[] {
  const byNumber = new Map(decisions.filter(({ table }) => table === 'changes').map((each) => [each.key, each]));
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
          waitsFor: who(change, names, byNumber.get(String(number))),
          since,
          moved: moved.get(String(number)) ?? 0,
        },
      ];
    })
    .toSorted((a, b) => b.moved - a.moved || (a.number < b.number ? -1 : 1));
}
