import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import type { LineFacts } from '../figures/line-facts.ts';
import { obligatedOf } from '../figures/measures.ts';
import { commitmentKey } from '../postings/commitment-key.ts';
import { cellsOf, commitmentName, projectName, sourceName } from './finding-words.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { bearsSource, isBond, mayFund, salaryObject } from './line-funding.ts';
import {
  accountOfSource,
  belowObligations,
  belowZero,
  contingencySpent,
  draftOverBalance,
  overBudget,
  sourceMayNotFund,
} from './refused-money.ts';

/** What a budget line may hold and pay. */
export const lineInvariants: readonly Invariant[] = [
  {
    id: 'C04',
    title: 'Obligations stay within the budget of each line',
    subject: 'line',
    severity: 'error',
    settings: [],
    mend: 'Move budget to the line by a change, or lower what is under contract.',
    refuses: overBudget,
    find: (facts) =>
      eachLine(facts, ({ id, row, amounts }) => {
        const over = obligatedOf(amounts) - amounts.current;
        if (over <= 0 || amounts.current < 0) return [];
        const message = `${id} is obligated ${formatMoney(over)} over its current budget.`;
        return [{ subject: id, difference: over, message, cells: cellsOf('budgetLines', row, 'original') }];
      }),
  },
  {
    id: 'V15',
    check: 'C11',
    title: 'Restricted sources pay only for allowed programs and systems',
    subject: 'line',
    severity: 'error',
    settings: [],
    mend: 'Fund the line from a source that may pay for it.',
    refuses: sourceMayNotFund,
    find: sourceNotAllowed,
  },
  {
    id: 'V16',
    title: 'Bond money pays no salaries or benefits',
    subject: 'row',
    severity: ({ salarySeverity }) => (salarySeverity === 'Error' ? 'error' : 'warning'),
    settings: ['salarySeverity'],
    mend: 'Correct the account string, or keep the justification with the posting.',
    refuses: accountOfSource,
    find: bondOnSalaries,
  },
  {
    id: 'V17',
    title: 'Accounts bear the fund and resource of their source',
    subject: 'row',
    severity: 'error',
    settings: [],
    mend: 'Correct the account string, or the source of the line.',
    refuses: accountOfSource,
    find: accountsOff,
  },
  {
    id: 'V22',
    title: 'Changes on their way leave each line what it owes',
    subject: 'line',
    severity: 'error',
    settings: [],
    mend: 'Take less from the line, or lower what is under contract first.',
    refuses: belowObligations,
    find: (facts) =>
      eachLine(facts, ({ id, row, amounts }) => {
        const [proposed, owed] = [amounts.current + amounts.pending, obligatedOf(amounts)];
        if (proposed < 0 || proposed >= owed || amounts.current < owed) return [];
        const message = `${id} would fall to ${formatMoney(proposed)}, below its obligations of ${formatMoney(owed)}.`;
        const cells = cellsOf('budgetLines', row, 'original');
        return [{ subject: id, difference: owed - proposed, message, cells }];
      }),
  },
  {
    id: 'V25',
    title: 'Drafted commitments fit what is uncommitted on their line',
    subject: 'commitment',
    severity: 'error',
    settings: [],
    mend: 'Move budget to the line before the commitment is opened.',
    refuses: draftOverBalance,
    find: draftsOverBalance,
  },
  {
    id: 'V27',
    title: 'Contingency and reserve are not spent directly',
    subject: 'row',
    severity: 'error',
    settings: [],
    mend: 'Transfer the amount to a work category by a change, and charge the line of that category.',
    refuses: contingencySpent,
    find: spentContingency,
  },
  {
    id: 'V34',
    title: 'No budget line is negative',
    subject: 'line',
    severity: 'error',
    settings: [],
    mend: 'Take less from the line.',
    refuses: belowZero,
    find: (facts) =>
      eachLine(facts, ({ id, row, amounts }) => {
        const least = Math.min(amounts.current, amounts.current + amounts.pending);
        if (least >= 0) return [];
        const message = `${id} would be negative (${formatMoney(least)}).`;
        return [{ subject: id, difference: least, message, cells: cellsOf('budgetLines', row, 'original') }];
      }),
  },
];

function eachLine({ plan }: InvariantFacts, find: (line: LineFacts) => Finding[]): Finding[] {
  return [...plan.projects.values()].flatMap(({ lines }) => lines.flatMap(find));
}

function sourceNotAllowed({ rows, plan, names }: InvariantFacts): Finding[] {
  const sources = new Map(rows.fundingSources.map(({ cells }) => [cells.code, cells]));
  return [...plan.projects.values()].flatMap(({ cells, lines }) =>
    lines.flatMap(({ id, row, source, system: own }): Finding[] => {
      const funding = sources.get(source ?? '');
      const [program, system] = [cells?.program ?? '', own ?? cells?.primarySystem ?? ''];
      if (mayFund(funding, program, system)) return [];
      const why = funding?.restriction ?? 'see its allowed programs and systems';
      const message = `${sourceName(names, source)} may not fund ${program}/${system} (${id}): ${why.replace(/\.$/, '')}.`;
      return [{ subject: id, difference: 0, message, cells: cellsOf('budgetLines', row, 'source') }];
    }),
  );
}

/** An account string of a budget line or of a posting, with the source of the line. */
interface Account {
  readonly table: 'budgetLines' | 'expenditures';
  readonly row: string;
  readonly subject: string;
  readonly account: string;
  readonly source: string;
}

/** Accounts of lines, then of postings, that are wrong for their source: of a large plan, few of hundreds of thousands. */
function accountsThat(
  isWrong: (account: string, source: string) => boolean,
  { rows }: Pick<InvariantFacts, 'rows'>,
): Account[] {
  const sources = new Map(rows.budgetLines.map(({ cells }) => [cells.id, cells.source]));
  const accounts: Account[] = [];
  for (const { row, cells } of rows.budgetLines) {
    const { id: subject, account, source } = cells;
    if (account !== null && isWrong(account, source))
      accounts.push({ table: 'budgetLines', row, subject, account, source });
  }
  for (const { row, cells } of rows.expenditures) {
    const { budgetLine, account } = cells;
    const source = sources.get(budgetLine);
    if (account === null || source === undefined || !isWrong(account, source)) continue;
    const subject = `${cells.document}, line ${cells.line}`;
    accounts.push({ table: 'expenditures', row, subject, account, source });
  }
  return accounts;
}

function bondOnSalaries(facts: InvariantFacts): Finding[] {
  const bonds = new Set(facts.rows.fundingSources.filter(({ cells }) => isBond(cells)).map(({ cells }) => cells.code));
  const isSalary = (account: string, source: string) => bonds.has(source) && salaryObject(account) !== null;
  return accountsThat(isSalary, facts).map(({ table, row, subject, account }) => {
    const object = salaryObject(account);
    const message = `${subject}: object ${object} is a salary or benefit code; bond proceeds may not pay school salaries. Give the project-work justification.`;
    return { subject, difference: 0, message, cells: cellsOf(table, row, 'account') };
  });
}

function accountsOff(facts: InvariantFacts): Finding[] {
  const sources = new Map(facts.rows.fundingSources.map(({ cells }) => [cells.code, cells]));
  const isOff = (account: string, code: string) => {
    const source = sources.get(code);
    return source !== undefined && !bearsSource(account, source);
  };
  return accountsThat(isOff, facts).flatMap(({ table, row, subject, account, source: code }) => {
    const source = sources.get(code);
    if (source === undefined) return [];
    const name = sourceName(facts.names, code);
    const message = `${subject}: account ${account} does not match ${name} (fund ${source.fund}, resource ${source.resource}).`;
    return [{ subject, difference: 0, message, cells: cellsOf(table, row, 'account') }];
  });
}

function lineById({ plan }: InvariantFacts): Map<string, LineFacts> {
  return new Map([...plan.projects.values()].flatMap(({ lines }) => lines.map((line) => [line.id, line] as const)));
}

/** A commitment that counts is part of what its line is obligated for; a draft is measured before it counts. */
function draftsOverBalance(facts: InvariantFacts): Finding[] {
  const lines = lineById(facts);
  return facts.rows.commitments.flatMap(({ row, cells }): Finding[] => {
    const line = cells.status === 'Draft' ? lines.get(cells.budgetLine) : undefined;
    const balance = line === undefined ? 0 : line.amounts.current - obligatedOf(line.amounts);
    if (line === undefined || cells.original <= balance) return [];
    const [subject, amount] = [commitmentName(cells), formatMoney(cells.original)];
    const message = `${subject}: ${amount} is more than the uncommitted ${formatMoney(balance)} on ${line.id}.`;
    return [{ subject, difference: cells.original - balance, message, cells: cellsOf('commitments', row, 'original') }];
  });
}

const apart: readonly (string | null)[] = ['Contingency', 'Program Reserve'];

function spentContingency({ rows, plan, names }: InvariantFacts): Finding[] {
  const lines = new Map(
    rows.budgetLines.filter(({ cells }) => apart.includes(cells.category)).map(({ cells }) => [cells.id, cells]),
  );
  const words = 'Contingency is not spent directly; transfer it to a work category first.';
  const placeOf = (id: string) => `${id} of ${projectName(names, lines.get(id)?.project ?? '')}`;
  const commitments = rows.commitments.flatMap(({ row, cells }): Finding[] => {
    const counts = plan.commitments.get(commitmentKey(cells.number, cells.line))?.counts === true;
    if (!counts || !lines.has(cells.budgetLine)) return [];
    const subject = commitmentName(cells);
    const message = `${subject} is on ${placeOf(cells.budgetLine)}. ${words}`;
    return [{ subject, difference: cells.original, message, cells: cellsOf('commitments', row, 'budgetLine') }];
  });
  const postings = rows.expenditures.flatMap(({ row, cells }): Finding[] => {
    if (!lines.has(cells.budgetLine)) return [];
    const subject = `${cells.document}, line ${cells.line}`;
    const message = `${subject} is charged to ${placeOf(cells.budgetLine)}. ${words}`;
    return [{ subject, difference: cells.amount, message, cells: cellsOf('expenditures', row, 'budgetLine') }];
  });
  return [...commitments, ...postings];
}
