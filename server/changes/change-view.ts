import { changeDecision } from '../../shared/plan/changes/change-decision.ts';
import { movedLines, type ChangeFacts } from '../../shared/plan/changes/change-facts.ts';
import {
  contingencyFigures,
  groupFigures,
  lineFigures,
  sourcesOff,
  type LineFigures,
} from '../../shared/plan/changes/change-figures.ts';
import { grossMoved } from '../../shared/plan/changes/board-reasons.ts';
import { pastActs, type ChangeEntry, type PastAct } from '../../shared/plan/changes/past-acts.ts';
import { waitsFor } from '../../shared/plan/changes/waits-for.ts';
import {
  changeStatus,
  changeType,
  type ChangeLineView,
  type ChangeView,
} from '../../shared/protocol/budget-changes.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { changeLines } from '../../shared/tables/change-lines.ts';
import { changes } from '../../shared/tables/changes.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { toldFrom } from '../reconcile/known-history.ts';
import { readActsAhead, reversalAmong, reversedByOf, type ActsAhead } from './acts-ahead.ts';
import { judgeEdits, withoutPlan, type Moment, type Who } from './judge-edits.ts';
import { changeLineOf, readChangeFacts, rowsBy, textOf, type StoredChange } from './read-change.ts';

/** What a view tells that does not follow from what the change moves. */
interface Around extends ActsAhead {
  readonly mayEdit: boolean;
  readonly reversedBy: string | null;
  readonly history: readonly PastAct[];
  readonly told: { readonly revision: number; readonly hash: string };
}

/** A change as somebody looks at it: all in one answer. */
export function viewOf(facts: ChangeFacts, { told, ...around }: Around): ChangeView {
  const { change, asOf } = facts;
  const { needsBoard, ...decision } = changeDecision(facts);
  const amounts = movedLines(facts).map(({ amount }) => amount);
  return {
    ...told,
    asOf,
    change: headerOf(change),
    lines: lineFigures(facts).map((line) => lineView(line, facts)),
    projects: groupFigures(facts, 'project'),
    sources: groupFigures(facts, 'source'),
    contingency: contingencyFigures(facts),
    net: amounts.reduce((sum, amount) => sum + amount, 0),
    moved: grossMoved(movedLines(facts)),
    outOfBalance: sourcesOff(facts).map((off) => ({ ...off, candidates: [...off.candidates] })),
    decision: { ...decision, suggestedType: needsBoard ? 'Board Amendment' : typeOf(change) },
    waitsFor: waitsFor(change),
    objections: [...around.objections],
    warnings: [...around.warnings],
    acts: [...around.acts],
    mayEdit: around.mayEdit,
    reverses: textOf(change['reverses']),
    reversedBy: around.reversedBy,
    history: [...around.history],
  };
}

function typeOf(change: Cells): ChangeView['change']['type'] {
  return changeType.parse(change['type']);
}

export function headerOf(change: Cells): ChangeView['change'] {
  return {
    number: textOf(change['number']),
    type: typeOf(change),
    status: changeStatus.parse(change['status']),
    title: textOf(change['title']) ?? '',
    reason: textOf(change['reason']) ?? '',
    requestedBy: textOf(change['requestedBy']),
    approvedBy: textOf(change['approvedBy']),
    submittedOn: textOf(change['submittedOn']),
    reportNumber: textOf(change['reportNumber']),
    resolutionNumber: textOf(change['resolutionNumber']),
    boardDate: textOf(change['boardDate']),
    effectiveDate: textOf(change['effectiveDate']),
  };
}

function lineView({ of, amount: _amount, ...line }: LineFigures, { projects, sources }: ChangeFacts): ChangeLineView {
  const { id: _id, amounts: _amounts, ...place } = of;
  return {
    ...line,
    ...place,
    projectName: projects.get(of.project)?.name ?? null,
    sourceName: sources.get(of.source)?.name ?? null,
  };
}

/** The view of a change that is in the plan. Call it inside a snapshot. */
export async function readChangeView(
  moment: Moment,
  who: Who,
  stored: StoredChange,
  today: string,
): Promise<ChangeView> {
  const { db, program } = moment;
  const { header, lines } = stored;
  const { cells } = header;
  const number = String(cells['number']);
  const asOf = cells['status'] === 'Approved' ? (textOf(cells['effectiveDate']) ?? today) : today;
  const facts = await readChangeFacts(db, program, { change: cells, lines: lines.map(changeLineOf) }, asOf);
  const reversal = reversalAmong(number, await rowsBy(db, program.id, changes, 'reverses', [number]));
  const ahead = await readActsAhead(moment, who, header, { today, reversal });
  return viewOf(facts, {
    ...ahead,
    mayEdit: cells['status'] === 'Draft' && (await mayEdit(moment, who, stored)),
    reversedBy: reversedByOf(reversal),
    history: await readPastActs(moment, stored),
    told: toldFrom(program),
  });
}

/** True for who could give the draft another reason: whoever has the duty, where all of its lines are theirs. */
async function mayEdit(moment: Moment, who: Who, { header: { row, cells } }: StoredChange): Promise<boolean> {
  const seen = { reason: moment.program.revision };
  const reason = `${textOf(cells['reason']) ?? ''}.`;
  const edit = { kind: 'update', table: changes.name, row, cells: { reason }, seen } as const;
  return (await judgeEdits(moment, who, [edit], withoutPlan)).refusals.length === 0;
}

async function readPastActs({ db, program }: Moment, { header, lines }: StoredChange): Promise<PastAct[]> {
  const of = (table: string, rows: readonly { readonly row: string }[]) =>
    readRowHistory(db, { program: program.id, table, rows: rows.map(({ row }) => ({ row, after: 0 })) });
  const entries = [...(await of(changes.name, [header])), ...(await of(changeLines.name, lines))];
  const revisions = [...new Set(entries.map(({ revision }) => revision))];
  const rows =
    revisions.length === 0
      ? []
      : await db
          .selectFrom('revisions')
          .select(['number', 'note'])
          .where('program', '=', program.id)
          .where('number', 'in', revisions)
          .execute();
  const notes = new Map(rows.map(({ number, note }) => [number, note]));
  return pastActs(entries.map((entry): ChangeEntry => ({ ...entry, note: notes.get(entry.revision) ?? '' })));
}
