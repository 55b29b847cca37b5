import type { StateAct } from '../../shared/plan/changes/act-edits.ts';
import type { ChangeOutcome, DecideReply, ParsedDecideRequest } from '../../shared/protocol/budget-changes.ts';
import { actOnChanges, type ChangeRequest, type ChangeServices } from './act-on-changes.ts';

/** Acts on several changes: all of them in one revision or none, or each by itself. */
export async function decideChanges(
  services: ChangeServices,
  order: ChangeRequest,
  { numbers: asked, act, as, seen, hash: _hash, ...fields }: ParsedDecideRequest,
): Promise<DecideReply> {
  const numbers = [...new Set(asked)];
  const together = as === 'oneRevision' ? [numbers] : numbers.map((number) => [number]);
  const outcomes: ChangeOutcome[] = [];
  let revision = 0;
  for (const some of together) {
    const key = as === 'oneRevision' ? order.key : `${order.key}/${some.join()}`;
    const acted = await actOnChanges(services, { ...order, key, act, numbers: some, fields, seen });
    outcomes.push(...acted.changes);
    revision = Math.max(revision, acted.reply.revision);
  }
  return {
    revision,
    done: outcomes.filter(({ done }) => done).length,
    message: allWords(act, outcomes),
    changes: outcomes,
  };
}

const pastOf: { readonly [A in StateAct]: string } = {
  submit: 'submitted',
  recommend: 'recommended',
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
  revise: 'set back to Draft',
};

function allWords(act: StateAct, outcomes: readonly ChangeOutcome[]): string {
  const done = outcomes.filter((outcome) => outcome.done).length;
  const all = outcomes.length === 1 ? '1 change' : `${outcomes.length} changes`;
  if (done === outcomes.length) return `${all} ${outcomes.length === 1 ? 'is' : 'are'} ${pastOf[act]}.`;
  const first = outcomes.find((outcome) => !outcome.done)?.message ?? '';
  return done === 0 ? `Nothing was done. ${first}` : `${done} of ${all} are ${pastOf[act]}. ${first}`;
}
