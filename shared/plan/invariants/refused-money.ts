import type { Cell, Cells } from '../../tables/cell.ts';
import { isMeant } from '../changes/change-nets.ts';
import type { FoundRow } from '../entry/entry-view.ts';
import type { Look, Place } from '../entry/look.ts';
import { obligatedOf } from '../figures/measures.ts';
import { rowPlace } from '../postings/reposted-rows.ts';
import { bearsSource, isBond, mayFund, salaryObject } from './line-funding.ts';
import type { About, RefusedEdits } from './refused-edits.ts';

const noPlace: readonly Place[] = [];

/** The row itself, which findings about rows name. */
const placeIn =
  (table: string) =>
  ({ row }: FoundRow): Place[] => [rowPlace(table, row)];

const aboutLine = placeIn('budgetLines');
const aboutSource = placeIn('fundingSources');

const aboutSourceOfLine: About = ({ cells }, look) => {
  const source = look.source(cells['source']);
  return source === undefined ? noPlace : aboutSource(source);
};

/** [V13] */
export const overAuthorized: readonly RefusedEdits[] = [
  { worsens: ({ current }) => current > 0, aboutSource },
  {
    table: 'budgetLines',
    columns: ['source'],
    // A line that comes or goes moves what is posted on it.
    matters: (before, after) => before !== undefined && after !== undefined,
    about: (line, look) => {
      look.line(line.cells['id']);
      return aboutSourceOfLine(line, look);
    },
  },
  {
    table: 'fundingSources',
    columns: ['authorized'],
    about: (source, look) => {
      look.source(source.cells['code']);
      return aboutSource(source);
    },
  },
];

/** [C04] What is obligated outgrows the budget of the line. */
export const overBudget: readonly RefusedEdits[] = [
  { worsens: (moved) => obligatedOf(moved) > moved.current, about: aboutLine },
];

/** [V22] What is left once the changes on their way have been approved falls below what is owed. */
export const belowObligations: readonly RefusedEdits[] = [
  { worsens: (moved) => obligatedOf(moved) > moved.current + moved.pending, about: aboutLine },
];

/** [V34] */
export const belowZero: readonly RefusedEdits[] = [
  { worsens: ({ current, pending }) => current < 0 || current + pending < 0, about: aboutLine },
];

/** [V25] */
export const draftOverBalance: readonly RefusedEdits[] = [
  {
    table: 'commitments',
    columns: ['budgetLine', 'original', 'status'],
    about: (commitment, look) => {
      if (commitment.cells['status'] !== 'Draft') return noPlace;
      look.line(commitment.cells['budgetLine']);
      return placeIn('commitments')(commitment);
    },
  },
];

/** The change orders of a commitment and what is paid on it. */
function lookAtItsRows(look: Look, number: Cell | undefined, line: Cell | undefined): void {
  look.rows('commitmentChanges', ['commitment', 'commitmentLine'], number, line);
  look.rows('expenditures', ['commitment', 'commitmentLine'], number, line);
}

/** By the key that is named, so that the commitment and what is on it are asked for at once. */
const aboutNamedCommitment: About = ({ cells: { commitment, commitmentLine } }, look) => {
  if ((commitment ?? null) === null || (commitmentLine ?? null) === null) return noPlace;
  lookAtItsRows(look, commitment, commitmentLine);
  const found = look.row('commitments', commitment, commitmentLine);
  return found === undefined ? noPlace : placeIn('commitments')(found);
};

const cents = (cells: Cells | undefined, column: string): number => Number(cells?.[column] ?? 0);

/** True unless the amount of the row is lowered, on the same commitment and day, and nothing else. */
function raises(before: Cells | undefined, after: Cells | undefined): boolean {
  const isSame = ['commitment', 'commitmentLine', 'postingDate'].every(
    (column) => (before?.[column] ?? null) === (after?.[column] ?? null),
  );
  return !isSame || cents(after, 'amount') > cents(before, 'amount');
}

/** [V26] */
export const overEncumbrance: readonly RefusedEdits[] = [
  {
    table: 'expenditures',
    columns: ['commitment', 'commitmentLine', 'amount', 'postingDate'],
    matters: (before, after) => after !== undefined && raises(before, after),
    about: aboutNamedCommitment,
  },
  {
    table: 'commitmentChanges',
    columns: ['commitment', 'commitmentLine', 'amount', 'date', 'status'],
    matters: (before, after) => before !== undefined || cents(after, 'amount') < 0,
    about: aboutNamedCommitment,
  },
  {
    table: 'commitments',
    columns: ['original', 'status', 'awardDate', 'statusDate'],
    matters: (before, after) => before !== undefined && after !== undefined,
    about: (commitment, look) => {
      lookAtItsRows(look, commitment.cells['number'], commitment.cells['line']);
      return placeIn('commitments')(commitment);
    },
  },
];

/** [V27] */
export const contingencySpent: readonly RefusedEdits[] = [
  {
    table: 'commitments',
    columns: ['budgetLine', 'status'],
    about: (commitment, look) => {
      look.row('budgetLines', commitment.cells['budgetLine']);
      return placeIn('commitments')(commitment);
    },
  },
  {
    table: 'expenditures',
    columns: ['budgetLine'],
    about: (posting, look) => {
      look.row('budgetLines', posting.cells['budgetLine']);
      return placeIn('expenditures')(posting);
    },
  },
];

/** [V15] A line with its project and its source, which may not pay for it. */
const aboutLineOfSource: About = (line, look) => {
  const project = look.row('projects', line.cells['project'])?.cells;
  const source = look.row('fundingSources', line.cells['source'])?.cells;
  const system = line.cells['system'] ?? project?.['primarySystem'] ?? '';
  return mayFund(source, String(project?.['program'] ?? ''), String(system)) ? noPlace : aboutLine(line);
};

const linesOf = (look: Look, column: 'project' | 'source', value: Cells[string] | undefined): readonly FoundRow[] =>
  look.rows('budgetLines', [column], value);

/** [V15] */
export const sourceMayNotFund: readonly RefusedEdits[] = [
  { table: 'budgetLines', columns: ['project', 'source', 'system'], about: aboutLineOfSource },
  {
    table: 'projects',
    columns: ['program', 'primarySystem'],
    matters: (before) => before !== undefined,
    about: ({ cells }, look) =>
      linesOf(look, 'project', cells['number']).flatMap((line) => aboutLineOfSource(line, look)),
  },
  {
    table: 'fundingSources',
    columns: ['allowedPrograms', 'allowedSystems'],
    matters: (before) => before !== undefined,
    about: ({ cells }, look) => linesOf(look, 'source', cells['code']).flatMap((line) => aboutLineOfSource(line, look)),
  },
];

function hasAccount(_before: Cells | undefined, after: Cells | undefined): boolean {
  return (after?.['account'] ?? null) !== null;
}

/** True unless an account string is of another source, or charges salaries to a bond. Where there is no source, there is nothing to bear. */
function isSound(account: Cell | undefined, source: FoundRow | undefined): boolean {
  if (typeof account !== 'string' || source === undefined) return true;
  return bearsSource(account, source.cells) && !(isBond(source.cells) && salaryObject(account) !== null);
}

/** [V16, V17] The account strings of lines and postings, against the source of the line. */
export const accountOfSource: readonly RefusedEdits[] = [
  {
    table: 'budgetLines',
    columns: ['account', 'source'],
    matters: hasAccount,
    about: (line, look) => {
      const { account = null, source } = line.cells;
      return account === null || isSound(account, look.row('fundingSources', source)) ? noPlace : aboutLine(line);
    },
  },
  {
    table: 'expenditures',
    columns: ['account', 'budgetLine'],
    matters: hasAccount,
    about: (posting, look) => {
      const { account = null, budgetLine } = posting.cells;
      if (account === null) return noPlace;
      const source = look.row('fundingSources', look.row('budgetLines', budgetLine)?.cells['source']);
      return isSound(account, source) ? noPlace : placeIn('expenditures')(posting);
    },
  },
  {
    table: 'fundingSources',
    columns: ['fund', 'resource', 'type'],
    matters: (before) => before !== undefined,
    about: ({ cells }, look) => linesOf(look, 'source', cells['code']).flatMap(aboutLine),
  },
];

/** A change that is meant, with its lines; of a board amendment on its way, what its sources have left, too. */
const aboutChange: About = (change, look) => {
  const { number, status, type } = change.cells;
  if (!isMeant(status)) return noPlace;
  for (const { cells } of look.rows('changeLines', ['change'], number)) {
    const line = look.row('budgetLines', cells['budgetLine']);
    if (type === 'Board Amendment' && status !== 'Approved') {
      look.line(cells['budgetLine']);
      look.source(line?.cells['source']);
    }
  }
  return placeIn('changes')(change);
};

/** [V20, V21] That the lines of a change that has been sent on stay as they are is a lock [LCK5]. */
export const unbalanced: readonly RefusedEdits[] = [
  { table: 'changes', columns: ['number', 'status', 'type'], about: aboutChange },
  {
    table: 'budgetLines',
    columns: ['source'],
    matters: (before) => before !== undefined,
    about: ({ cells }, look) =>
      look.rows('changeLines', ['budgetLine'], cells['id']).flatMap((line) => {
        const change = look.row('changes', line.cells['change']);
        return change === undefined ? [] : aboutChange(change, look);
      }),
  },
];

/** [V23] */
export const beyondDelegation: readonly RefusedEdits[] = [
  { table: 'changes', columns: ['status', 'type'], about: aboutChange },
];
