import { titleOfReversal } from '../../shared/plan/changes/change-number.ts';
import { reversedLines, type Draft } from '../../shared/plan/changes/draft-edits.ts';
import type { DraftReply, ParsedActRequest } from '../../shared/protocol/budget-changes.ts';
import { changes } from '../../shared/tables/changes.ts';
import { changedSince, type ChangeServices } from './act-on-changes.ts';
import { reversalAmong, whyNoReversal } from './acts-ahead.ts';
import { filledIn, type PreparedDraft } from './draft-change.ts';
import type { Moment } from './judge-edits.ts';
import { plainObjection, undoneOutcome } from './outcome-words.ts';
import { changeLineOf, readChangeFacts, rowsBy, type StoredChange } from './read-change.ts';
import { atNow, knownChange, viewAtNow } from './look-now.ts';
import { isRepeated, nothingSynced, replyOfDraft, writeDraft, type ChangeOrder } from './write-changes.ts';

/** Drafts the change that undoes an approved one: its lines with their signs turned, and a link. */
export async function reverseChange(
  services: ChangeServices,
  order: ChangeOrder,
  number: string,
  { reason, seen, hash: _hash, ...fields }: ParsedActRequest,
): Promise<DraftReply> {
  const { program, who } = order;
  const { stored, why, moment } = await atNow(services, program, async (at) => {
    const known = await knownChange(at, number);
    const reversal = reversalAmong(number, await rowsBy(at.db, program, changes, 'reverses', [number]));
    return { stored: known, why: whyNoReversal(who, known.header, reversal), moment: at };
  });
  if (!(await isRepeated(services, order, `${order.key}/1`))) {
    const stale = seen === undefined ? null : await changedSince(services.store, program, stored, seen);
    const against = why ?? stale;
    if (against !== null) {
      const view = await viewAtNow(services, program, who, number);
      const change = undoneOutcome(number, stored.header, [plainObjection(against, 'LCK16')]);
      return { ...nothingSynced(moment), change, view };
    }
  }
  const drafted = await writeDraft(services, order, (at, today, next) =>
    preparedReversal(at, stored, { number: next, today, requestedBy: who.name, reason, ...fields }),
  );
  return replyOfDraft(services, order, drafted);
}

interface ReversalAsked extends Omit<ParsedActRequest, 'seen' | 'hash'> {
  readonly number: string;
  readonly today: string;
  readonly requestedBy: string;
}

async function preparedReversal(
  { db, program }: Moment,
  { header: { cells }, lines }: StoredChange,
  { number, today, requestedBy, reason, ...fields }: ReversalAsked,
): Promise<PreparedDraft> {
  const undone = String(cells['number']);
  const header = {
    number,
    type: cells['type'] ?? null,
    status: 'Draft',
    title: titleOfReversal(undone, String(cells['title'] ?? '')),
    reason: reason ?? `Reverses ${undone}, which counts from ${String(cells['effectiveDate'])}.`,
    requestedBy,
    reverses: undone,
    ...filledIn(fields),
  };
  const draft: Draft = { header, lines: reversedLines(lines, undone), newLines: [] };
  const turned = lines.map(changeLineOf).map((line) => ({ ...line, row: null, amount: 0 - line.amount }));
  return { draft, facts: await readChangeFacts(db, program, { change: header, lines: turned }, today) };
}
