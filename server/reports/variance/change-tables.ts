import { postProgram } from '../../../shared/plan/postings/post-program.ts';
import type { Posting } from '../../../shared/plan/postings/posting.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import { percentOf } from '../../../shared/plan/figures/percent-of.ts';
import type { Row } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { PlanLook } from './plan-look.ts';

export type ChangeWords = Pick<
  Row<'changes'>,
  'number' | 'type' | 'title' | 'reportNumber' | 'boardDate' | 'approvedBy'
>;

interface Period {
  /** The last day before it. */
  readonly after: string;
  readonly upTo: string;
}

/** What approved changes have moved in a period, by change; of the board alone where it is so asked. */
export function changeTable(
  look: PlanLook,
  words: readonly ChangeWords[],
  period: Period,
  whose: 'all' | 'board' = 'all',
): ReportPart {
  const moved = approvedIn(look, period).filter(({ account }) => whose === 'all' || account === 'board');
  return {
    kind: 'table',
    sheet: 'Changes',
    columns: [
      { label: 'Change', width: 12, format: 'code' },
      { label: 'Who decides', width: 12, format: 'text' },
      { label: 'Type', width: 20, format: 'text' },
      { label: 'Title', width: 46, format: 'wrapped' },
      { label: 'Report No.', width: 15, format: 'text' },
      { label: 'Effective', width: 12, format: 'code' },
      { label: 'Approved by', width: 20, format: 'text' },
      { label: 'Moved', width: 16, format: 'money' },
      { label: 'Net', width: 16, format: 'money' },
    ],
    rows: [...grouped(moved, ({ change }) => change)].map(([number, postings]) => changeCells(number, postings, words)),
    empty: 'No change came into effect.',
  };
}

/** What approved changes have moved since the issue before, by change and by project: original, change, current. */
export function changesOfPeriod(look: PlanLook, words: readonly ChangeWords[], period: Period): ReportPart[] {
  const projectOf = new Map(look.rows.budgetLines.map(({ cells }) => [cells.id, cells.project]));
  const byProject = grouped(approvedIn(look, period), ({ line }) => projectOf.get(line) ?? null);
  return [
    { kind: 'heading', level: 2, text: `Changes in effect after ${period.after} and up to ${period.upTo}` },
    changeTable(look, words, period),
    { kind: 'heading', level: 3, text: 'What they did to projects' },
    {
      kind: 'table',
      sheet: 'Changes by project',
      columns: [
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Project', width: 40, format: 'text' },
        { label: 'Original Budget', width: 18, format: 'money' },
        { label: 'Board, this period', width: 18, format: 'money' },
        { label: 'Staff, this period', width: 18, format: 'money' },
        { label: 'Board-Approved Budget', width: 18, format: 'money' },
        { label: 'Current Budget', width: 18, format: 'money' },
      ],
      rows: [...byProject]
        .filter(([, postings]) => isMoved(postings))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([number, postings]) => projectCells(number, postings, look)),
      empty: 'No project has more or less than before.',
    },
  ];
}

function approvedIn({ rows, asOf }: PlanLook, { after, upTo }: Period): Posting[] {
  const found: Posting[] = [];
  postProgram(rows, asOf, (posting) => {
    const isApproved = posting.account === 'board' || posting.account === 'staff';
    if (isApproved && posting.date !== null && posting.date > after && posting.date <= upTo) found.push(posting);
  });
  return found;
}

function sumOf(postings: readonly Posting[], isWanted: (posting: Posting) => boolean): number {
  return postings.filter(isWanted).reduce((sum, { cents }) => sum + cents, 0);
}

/** False for a project within which money only went from line to line. */
function isMoved(postings: readonly Posting[]): boolean {
  return ['board', 'staff'].some((account) => sumOf(postings, (posting) => posting.account === account) !== 0);
}

function changeCells(number: string, postings: readonly Posting[], words: readonly ChangeWords[]): Cell[] {
  const change = words.find((candidate) => candidate.number === number);
  return [
    number,
    postings[0]?.account === 'board' ? 'Board' : 'Staff',
    change?.type ?? null,
    change?.title ?? null,
    change?.reportNumber ?? null,
    postings[0]?.date ?? null,
    change?.approvedBy ?? null,
    sumOf(postings, ({ cents }) => cents > 0),
    sumOf(postings, () => true),
  ];
}

function projectCells(number: string, postings: readonly Posting[], { facts }: PlanLook): Cell[] {
  const project = facts.projects.get(number);
  return [
    number,
    project?.cells?.name ?? null,
    project?.amounts.original ?? null,
    sumOf(postings, ({ account }) => account === 'board'),
    sumOf(postings, ({ account }) => account === 'staff'),
    project?.amounts.boardApproved ?? null,
    project?.amounts.current ?? null,
  ];
}

/** Change orders of contracts that count, by their reason; releases are no change orders and stand apart. */
export function changeOrders(look: PlanLook): ReportPart[] {
  const { rows, asOf, facts } = look;
  const reasons = new Map(rows.commitmentChanges.map(({ row, cells }) => [row, cells.reason]));
  const posted: Posting[] = [];
  postProgram(rows, asOf, (posting) => {
    if (posting.table === 'commitmentChanges') posted.push(posting);
  });
  let original = 0;
  for (const { amounts } of facts.projects.values()) original += amounts.commitmentOriginal;
  const byReason = [...grouped(posted, ({ row }) => reasons.get(row) ?? null)].sort(
    ([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1),
  );
  const orders = posted.filter(({ row }) => reasons.get(row) !== RELEASE);
  return [
    { kind: 'heading', level: 2, text: 'Change orders' },
    {
      kind: 'table',
      sheet: 'Change orders',
      columns: [
        { label: 'Reason', width: 34, format: 'text' },
        { label: 'Approved', width: 12, format: 'integer' },
        { label: 'Amount', width: 18, format: 'money' },
        { label: 'Of original contracts', width: 12, format: 'percent' },
        { label: 'Waiting', width: 12, format: 'integer' },
        { label: 'Amount waiting', width: 18, format: 'money' },
      ],
      rows: byReason.map(([reason, postings]) => [
        reason === RELEASE ? 'Releases, no change orders' : reason,
        ...orderCells(postings, original),
      ]),
      total: ['All change orders, without releases', ...orderCells(orders, original)],
      empty: 'There are no change orders.',
    },
  ];
}

const RELEASE = 'Release';

function rankOf(reason: string): number {
  return reason === RELEASE ? 1 : 0;
}

function orderCells(postings: readonly Posting[], original: number): Cell[] {
  const waits = ({ account }: Posting): boolean => account === 'pendingOrder';
  // One that stopped counting with its contract comes with its reversal: the rows that still come to something are counted.
  const counted = (wanted: (posting: Posting) => boolean): number =>
    [...grouped(postings.filter(wanted), ({ row }) => row)].filter(([, ofRow]) => sumOf(ofRow, () => true) !== 0)
      .length;
  const approved = sumOf(postings, (posting) => !waits(posting));
  return [
    counted((posting) => !waits(posting)),
    approved,
    percentOf(approved, original),
    counted(waits),
    sumOf(postings, waits),
  ];
}
