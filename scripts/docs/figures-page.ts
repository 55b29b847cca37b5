import { explainedMeasures, figureWeight } from '../../shared/plan/figures/figure-weight.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { allFigures } from '../../shared/plan/figures/all-figures.ts';
import type { FigureWords } from '../../shared/plan/figures/measures.ts';
import { markdownTable } from './markdown-table.ts';
import { accountSpecs, accounts, type Account } from '../../shared/plan/postings/accounts.ts';

/** docs/figures.md: what every figure is, how it is worked out, and what it is made of. */
export function figuresPage(): string {
  const figures = allFigures.toSorted((a, b) => rank(a) - rank(b));
  return [
    '# The figures of the plan',
    '',
    'Made from `shared/plan/figures/measures.ts` and the accounts of `shared/plan` by `npm run docs`; do not edit. Money is summed in',
    'whole cents; a percentage has one decimal, half away from zero, and is empty where its base is 0. Every figure in money',
    'adds up in every cut, and is told as of a day: nothing posted, awarded or effective after it counts.',
    '',
    markdownTable(
      ['No.', 'Header', 'Definition', 'Formula', 'Made of', 'Good', 'Wire', 'Column'],
      figures.map((figure) => [
        figure.number,
        figure.label,
        figure.definition,
        figure.formula,
        madeOf(figure.name),
        figure.good ?? '',
        `\`${figure.name}\``,
        columnsOf(figure.name),
      ]),
    ),
    '',
    '## Accounts',
    '',
    'Every amount of the plan is posted to one of these, by the row that says so, on the day from which it counts. `GET',
    '/programs/{program}/postings` tells the postings of any figure in money.',
    '',
    markdownTable(
      ['Account', 'In words'],
      accounts.map((account) => [`\`${account}\``, accountSpecs[account].label]),
    ),
    '',
  ].join('\n');
}

/** T1, T2, … T23, ER1, …; what has no number comes last. */
function rank({ number }: FigureWords): number {
  const [, letters = '', digits = ''] = /^(T|ER)(\d+)$/.exec(number) ?? [];
  if (letters === '') return Number.MAX_SAFE_INTEGER;
  return (letters === 'T' ? 0 : 100) + Number(digits);
}

/** The accounts that a figure in money adds up, those it takes away after a minus; follows from its definition. */
function madeOf(name: string): string {
  if (!explainedMeasures.includes(name)) return '';
  const signed = accounts.flatMap((account) => {
    const sign = Math.sign(weightOf(name, account));
    return sign === 0 ? [] : [`${sign > 0 ? '+' : '−'} ${account}`];
  });
  return signed.join(' ').replace(/^\+ /, '');
}

/** What a cent of the account adds to the figure, on a line that every figure looks at. */
function weightOf(name: string, account: Account): number {
  const posting = { account, cents: 1, line: '', date: null, table: 'budgetLines', row: '', change: null } as const;
  const weight = figureWeight(name);
  return weight.ofLine(posting, { isContingency: true, isReserve: true }) + weight.ofSource(posting);
}

const tablesWithFigures = ['projects', 'budgetLines', 'commitments', 'fundingSources', 'fundingRequests'] as const;

/** The columns in which rows show it, or from which it is taken. */
function columnsOf(name: string): string {
  return tablesWithFigures
    .flatMap((table) => {
      const { label, columns } = tableNamed(table);
      return columns[name] === undefined ? [] : [`${label}: ${columns[name].label}`];
    })
    .join('; ');
}
