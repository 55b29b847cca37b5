import { draftRequest, type ChangeLineView, type DraftReply } from '../../../shared/protocol/budget-changes.ts';
import { netsBySource } from '../../../shared/plan/changes/change-nets.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { plan, REVISION } from './demo-plan.ts';

const lines = [...(plan.tables.get('budgetLines')?.values() ?? [])];

/** What a server would tell of a draft: the amounts of the plan's lines before and after, and who could give the rest. */
export function toldChange(body: unknown): DraftReply {
  const draft = draftRequest.parse(body);
  const views = draft.lines.flatMap((line, index) => {
    const cells = 'budgetLine' in line ? lines.find(({ id }) => id === line.budgetLine) : undefined;
    return cells === undefined ? [] : [viewOf(cells, line.amount, index + 1)];
  });
  const nets = netsBySource(views.map(({ source, current }) => ({ source, amount: current.net })));
  const isShort = (draft.reason ?? '').length < 20;
  const objections = [
    ...[...nets].flatMap(([source, net]) =>
      net === 0 ? [] : [objection('V20', `The change is out of balance by ${net / 100} in ${source}.`)],
    ),
    ...(isShort ? [objection('LCK9', 'It takes a reason of at least 20 characters.')] : []),
  ];
  const moved = views.reduce((sum, { current }) => sum + Math.max(0, current.net), 0);
  const isSubmitted = draft.submit && objections.length === 0;
  const status = isSubmitted ? 'Pending' : 'Draft';
  return {
    revision: REVISION + 1,
    committed: REVISION + 1,
    accepted: views.length,
    adopted: {},
    conflicts: [],
    refusals: [],
    warnings: [],
    remote: { tables: {} },
    receipt: { revision: REVISION + 1, hash: '0'.repeat(64) },
    change: {
      number: 'BC-0031',
      done: true,
      status,
      committed: REVISION + 1,
      message: isSubmitted ? 'BC-0031 is submitted and waits for finance.' : 'BC-0031 is kept as a draft.',
      objections: [],
      warnings: [],
    },
    view: {
      revision: REVISION,
      asOf: '2026-11-24',
      change: {
        number: null,
        type: draft.type ?? 'Staff Modification',
        status,
        title: draft.title ?? 'Move money',
        reason: draft.reason ?? '',
        requestedBy: null,
        approvedBy: null,
        submittedOn: null,
        reportNumber: null,
        resolutionNumber: null,
        boardDate: null,
        effectiveDate: null,
      },
      lines: views,
      projects: [],
      sources: [...nets].map(([key, net]) => ({
        key,
        name: null,
        current: { before: 500_000_000, net, after: 500_000_000 + net },
        lines: 1,
      })),
      contingency: [],
      net: [...nets.values()].reduce((sum, net) => sum + net, 0),
      moved,
      outOfBalance: [...nets].flatMap(([source, amount]) =>
        amount === 0 ? [] : [{ source, sourceName: null, amount, unallocated: 0, candidates: candidatesOf(source) }],
      ),
      decision: {
        by: 'staff',
        duty: 'approveStaffChanges',
        who: 'finance',
        rule: null,
        why: 'It moves no more than staff may decide, within one object class.',
        suggestedType: 'Staff Modification',
      },
      waitsFor: isSubmitted ? { duty: 'approveStaffChanges', who: 'finance' } : null,
      objections,
      warnings: [],
      acts: [],
      mayEdit: true,
      reverses: null,
      reversedBy: null,
      history: [],
    },
  };
}

function objection(rule: string, message: string) {
  return { rule, message, table: null, row: null, column: null };
}

function candidatesOf(source: string) {
  return lines
    .filter((cells) => cells['source'] === source)
    .slice(2, 5)
    .map((cells) => ({
      budgetLine: String(cells['id']),
      project: String(cells['project']),
      category: String(cells['category']),
      left: Number(cells['original']),
    }));
}

function viewOf(cells: Cells, net: number, line: number): ChangeLineView {
  const before = Number(cells['original']);
  const text = (column: string): string | null => (cells[column] === null ? null : String(cells[column]));
  return {
    line,
    row: null,
    budgetLine: String(cells['id']),
    isNew: false,
    project: String(cells['project']),
    projectName: null,
    source: String(cells['source']),
    sourceName: null,
    fiscalYear: String(cells['fiscalYear']),
    category: String(cells['category']),
    location: text('location'),
    system: text('system'),
    account: text('account'),
    counterpart: null,
    note: null,
    current: { before, net, after: before + net },
    obligated: 0,
    uncommitted: { before, net, after: before + net },
    otherPending: 0,
    left: before + net,
  };
}
