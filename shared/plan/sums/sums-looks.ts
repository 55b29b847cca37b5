import { noAmounts, type Amounts } from '../figures/amounts.ts';
import type { SumsOf } from '../figures/computes.ts';
import { estimateRead } from '../figures/figure-reads.ts';
import { addPosting } from '../postings/add-posting.ts';
import type { PostingDeclaration } from '../postings/declare.ts';
import type { Look } from '../time/look.ts';
import { postingDeclarations } from '../postings/posting-declarations.ts';
import { accounts, type Account, type PostedLine } from '../postings/accounts.ts';

type AmountName = keyof Amounts;

const kinds: readonly PostedLine[] = [false, true].flatMap((isContingency) =>
  [false, true].map((isReserve) => ({ isContingency, isReserve })),
);

/** What a cent of an account adds to on a line of some kind. */
function partsOf(account: Account, kind: PostedLine): Amounts {
  const amounts = noAmounts();
  addPosting(amounts, { account, cents: 1 }, kind);
  return amounts;
}

/** True when some of these amounts are others on lines of this kind than on plain ones. */
function followKind(names: readonly AmountName[], kind: PostedLine): boolean {
  const plain: PostedLine = { isContingency: false, isReserve: false };
  return accounts.some((account) =>
    names.some((name) => partsOf(account, kind)[name] !== partsOf(account, plain)[name]),
  );
}

function postsTo({ accounts: posted }: PostingDeclaration, names: readonly AmountName[]): boolean {
  return posted.some((account) => kinds.some((kind) => names.some((name) => partsOf(account, kind)[name] !== 0)));
}

/** All that sums of a line or a project follow from, as the postings are declared. */
export function sumsLooks({ of, reads }: SumsOf<string>): readonly Look[] {
  const isEstimated = reads.some((name) => name === 'etc');
  const byCategory = isEstimated || followKind(reads, { isContingency: true, isReserve: false });
  const byClass = followKind(reads, { isContingency: false, isReserve: true });
  const posted = postingDeclarations.filter((declaration) => isEstimated || postsTo(declaration, reads));
  const lines: Look = {
    table: 'budgetLines',
    on: 'line' in of ? { id: of.line } : { project: of.project },
    reads: ['id', 'project', ...(byCategory ? ['category'] : [])],
    looks: [
      ...posted.flatMap(postingLooks),
      ...(byClass ? [{ table: 'projects', on: { number: 'project' }, reads: ['class'] } as const] : []),
    ],
  };
  return 'project' in of && isEstimated ? [lines, ...estimateLooks(of.project)] : [lines];
}

function estimateLooks(project: string): Look[] {
  return [
    { table: 'projects', on: { number: project }, reads: estimateRead.projects },
    { table: 'forecasts', on: { project }, reads: estimateRead.forecasts },
  ];
}

/** How a budget line looks at the rows that post on it: those that name it, or that name a row which names it. */
function postingLooks({ table, reads, names, lines: { own, named } }: PostingDeclaration): Look[] {
  const looks: Look[] = [];
  const keyOfNamed = names && [...names.columns.entries()].map(([i, column]) => [column, names.key[i] ?? ''] as const);
  if (own !== undefined) {
    const there = keyOfNamed && Object.fromEntries(keyOfNamed.map(([column, key]) => [key, column]));
    const looksOn = names && there ? [{ table: names.table, on: there, reads: names.reads }] : [];
    looks.push({ table, on: { [own]: 'id' }, reads, looks: looksOn });
  }
  if (named !== undefined && names && keyOfNamed) {
    const back = { table, on: Object.fromEntries(keyOfNamed), reads };
    looks.push({ table: names.table, on: { [named]: 'id' }, reads: names.reads, looks: [back] });
  }
  return looks;
}
