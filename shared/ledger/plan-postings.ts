import type { ImportInput } from '../import/plan-draft.ts';
import type { ReadRow } from '../import/read-row.ts';
import { readRows, ROWS_AT_ONCE } from '../import/read-rows.ts';
import { sourceColumns } from '../import/source-columns.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import { compareText } from '../sync/compare-text.ts';
import type { Steps } from '../sync/steps.ts';
import type { Cells } from '../tables/cell.ts';
import { formatMoney } from '../tables/kinds/number-kinds.ts';
import { accountDigits, accountString, isSameAccount, numberForm, orderForm, projectForm } from './code-forms.ts';
import { identifyLines, type FileLine, type Likeness, type LineIdentity } from './document-lines.ts';
import { hintsOf, isLedgerRow, LedgerDraft, type DraftRow } from './ledger-draft.ts';
import type { LedgerPlan } from './ledger-plan.ts';
import { groupBy, lineIndex, rowsOf, text } from './line-index.ts';
import { matchRow, type LedgerHints, type LedgerMatch } from './match-row.ts';
import { officeRules } from './office-rules.ts';
import { closedPeriods, openPeriod } from './open-period.ts';
import { isDoubtfulCredit, postedCents, postingType } from './posting-words.ts';
import { balanceDocument, isOfExpenditure } from './account-balances.ts';
import { reversedPosting, type KnownPosting } from './reversed-posting.ts';

/** A posting of the file, readable as far as it has to be. */
interface FilePosting extends DraftRow, FileLine {
  readonly line: number | null;
  readonly cents: number;
  readonly dated: string;
  readonly form: string;
  readonly hints: LedgerHints;
  readonly reverses: string;
}

/** Plans an export of postings. A large one is worked through in steps. */
export function* planPostings(input: ImportInput): Steps<LedgerPlan> {
  const { source, mapping, rows: tables } = input;
  const columns = sourceColumns(source, mapping, tables);
  const draft = new LedgerDraft(input, columns, 'expenditures');
  const areBalances = source.layout?.areBalances === true;
  const { rows, skipped } = yield* readRows(source, columns, (read) => {
    const isPosting = isLedgerRow(read, areBalances ? [] : ['document'], ['postingDate', 'account', 'commitment']);
    draft.fill(read);
    return isPosting;
  });
  const postings = rows.flatMap((read) => filePosting(draft, read, areBalances));
  const known = knownPostings(input);
  const names = namesIn(postings);
  const matches = yield* matchPostings(input, postings, known, names);
  const closed = closedPeriods(input.rows);
  for (const [form, group] of groupBy(postings, ({ form: of }) => of)) {
    const ofPlan = (known.get(form) ?? []).map((of) => ({ line: of.line, bucket: bucketOf(of), of }));
    const likeness = (posting: FilePosting, of: KnownPosting): Likeness =>
      likenessOf(posting, matches.get(posting), of);
    const document = ofPlan[0]?.of.document ?? names.spellings.get(form);
    for (const [posting, identity] of identifyLines(group, ofPlan, likeness)) {
      const match = matches.get(posting);
      const placed = { ...posting, line: identity.line ?? posting.line };
      if (identity.kind !== 'new') passOrLeaveOut(draft, placed, identity);
      else if (match) placePosting(draft, { ...placed, document: document ?? posting.document }, match, closed);
    }
  }
  return draft.done(skipped);
}

/** Where each posting belongs. What takes another one back goes where that one went, which may stand further down. */
function* matchPostings(
  input: ImportInput,
  postings: readonly FilePosting[],
  known: ReadonlyMap<string, readonly KnownPosting[]>,
  { rootOf }: FileNames,
): Steps<Map<FilePosting, LedgerMatch>> {
  const [index, rules] = [lineIndex(input.rows), officeRules(input.rows)];
  const matches = new Map<FilePosting, LedgerMatch>();
  const placed = new Map([...known].map(([form, of]) => [form, [...of]]));
  const ordered = [...postings.filter(isFirstHand), ...postings.filter((posting) => !isFirstHand(posting))];
  for (const [count, posting] of ordered.entries()) {
    if (count % ROWS_AT_ONCE === 0) yield undefined;
    const { hints, cents, form, reverses } = posting;
    const says = hints.budgetLine !== '' || hints.commitment !== '';
    const reversed = says ? null : reversedPosting(rootOf(reverses), cents, placed, index);
    const match = reversed ?? matchRow(hints, index, rules);
    matches.set(posting, match);
    if (match.kind === 'line' && isFirstHand(posting)) {
      getOrMake(placed, form, (): KnownPosting[] => []).push(knownOf(posting, match));
    }
  }
  return matches;
}

function knownOf({ document, cents, dated }: FilePosting, { line, order }: LineMatch): KnownPosting {
  const [commitment, commitmentLine] = [order?.number ?? null, order?.line ?? null];
  return { document, line: 1, cents, dated, account: null, budgetLine: line.id, commitment, commitmentLine };
}

function isFirstHand({ reverses }: FilePosting): boolean {
  return reverses === '';
}

/** The row as a posting; none where it cannot be read, or is of no expenditure account. */
function filePosting(draft: LedgerDraft, read: ReadRow, areBalances: boolean): FilePosting[] {
  const cents = postedCents(read);
  const dated = text(read.cells.get('postingDate')) || null;
  const hints = hintsOf(read);
  if (areBalances && dated !== null) balanceDocument(read, dated);
  const document = text(read.cells.get('document'));
  const line = Number(read.cells.get('line') ?? 0) || null;
  const row = { read, document, line, dated, cents };
  if (areBalances && !isOfExpenditure(hints.account)) {
    draft.pass(row, { kind: 'outside', cents: cents ?? 0, rule: null });
    return [];
  }
  const amount = read.cells.has('debit') || read.cells.has('credit') ? [] : ['amount'];
  if (draft.refuseUnreadable(row, ['document', 'postingDate', ...amount])) return [];
  if (isDoubtfulCredit(read)) {
    const message =
      'A credit below zero may be a credit, or take one back. Say the amount with its sign in a column Amount.';
    draft.leaveOut(row, { why: 'unreadable', rule: 'V06', column: 'credit', message });
    return [];
  }
  if (cents === null || dated === null) return [];
  const form = numberForm(document);
  const reverses = numberForm(text(read.cells.get('reverses')));
  const account = accountDigits(hints.account) ?? hints.account;
  const same = JSON.stringify([
    dated,
    cents,
    account,
    orderForm(hints.commitment),
    hints.commitmentLine,
    projectForm(hints.project),
    hints.budgetLine,
  ]);
  const asRead = {
    read,
    document,
    line,
    dated,
    cents,
    form,
    hints,
    row: read.row.number,
    same,
    bucket: bucketOf({ cents, dated }),
  };
  return [{ ...asRead, reverses: reverses === form ? '' : reverses }];
}

function bucketOf({ cents, dated }: { readonly cents: number; readonly dated: string }): string {
  return `${cents} ${dated}`;
}

function knownPostings({ rows }: ImportInput): Map<string, KnownPosting[]> {
  const postings = rowsOf(rows, 'expenditures').map((cells): KnownPosting => ({
    document: text(cells['document']),
    line: Number(cells['line']),
    cents: Number(cells['amount']),
    dated: text(cells['postingDate']),
    account: accountDigits(text(cells['account'])),
    budgetLine: text(cells['budgetLine']),
    commitment: text(cells['commitment']) || null,
    commitmentLine: cells['commitmentLine'] === undefined ? null : Number(cells['commitmentLine']) || null,
  }));
  return groupBy(postings, ({ document }) => numberForm(document));
}

function likenessOf(
  { cents, dated, hints }: FilePosting,
  match: LedgerMatch | undefined,
  known: KnownPosting,
): Likeness {
  const digits = accountDigits(hints.account);
  const isAccount = digits === null || known.account === null || isSameAccount(digits, known.account);
  if (cents !== known.cents || dated !== known.dated || !isAccount) return 'other';
  const isThere =
    match?.kind === 'line' && match.line.id === known.budgetLine && (match.order?.number ?? null) === known.commitment;
  return isThere ? 'samePlace' : 'same';
}

interface FileNames {
  /** How each document is written, of several spellings the first by the alphabet. */
  readonly spellings: ReadonlyMap<string, string>;
  /** The document that stands at the end, where one takes back another that takes back a third. */
  readonly rootOf: (reverses: string) => string;
}

function namesIn(postings: readonly FilePosting[]): FileNames {
  const spellings = new Map<string, string>();
  const reversed = new Map<string, string>();
  const least = (names: Map<string, string>, form: string, name: string): void => {
    const other = names.get(form);
    if (other === undefined || compareText(name, other) < 0) names.set(form, name);
  };
  for (const { form, document, reverses } of postings) {
    least(spellings, form, document);
    if (reverses !== '') least(reversed, form, reverses);
  }
  const rootOf = (reverses: string): string => {
    const seen = new Set<string>();
    let root = reverses;
    for (let next = reversed.get(root); next !== undefined; next = reversed.get(root)) {
      // Two that take back each other lead nowhere.
      if (seen.has(root)) return '';
      seen.add(root);
      root = next;
    }
    return root;
  };
  return { spellings, rootOf };
}

/** Says of a new posting what becomes of it. */
function placePosting(draft: LedgerDraft, posting: FilePosting, match: LedgerMatch, closed: ReadonlySet<string>): void {
  const { cents } = posting;
  if (match.kind === 'outside') draft.pass(posting, { kind: 'outside', cents, rule: match.rule });
  else if (match.kind !== 'line') draft.leaveOut(posting, { ...match, why: match.kind, rule: 'LDG2' });
  else takePosting(draft, posting, match, closed);
}

type LineMatch = Extract<LedgerMatch, { kind: 'line' }>;

function takePosting(
  draft: LedgerDraft,
  posting: FilePosting,
  { line, order, by, rule }: LineMatch,
  closed: ReadonlySet<string>,
): void {
  const { read, document, dated, cents, hints } = posting;
  const own = text(read.cells.get('period')) || dated.slice(0, 7);
  const period = openPeriod(own, closed);
  const account = accountString(accountDigits(hints.account) ?? '');
  const cells: Cells = {
    document,
    line: posting.line,
    postingDate: dated,
    period,
    budgetLine: line.id,
    amount: cents,
    type: postingType(text(read.cells.get('type')), cents, order !== null),
    ...(order && { commitment: order.number, commitmentLine: order.line }),
    ...(account !== null && { account }),
    ...optional(read, 'erateShare'),
    ...optional(read, 'invoiceMode'),
  };
  if (!draft.take(posting, cells, { kind: 'taken', cents, by, line: line.id, rule })) return;
  if (period === own) return;
  const words = `Period ${own} is closed; ${document} was placed in ${period} with its original posting date kept.`;
  draft.placeLate(posting, words);
}

function optional({ cells }: ReadRow, name: string): Cells {
  const value = cells.get(name);
  return value === undefined ? {} : { [name]: value };
}

function passOrLeaveOut(
  draft: LedgerDraft,
  posting: FilePosting,
  identity: Exclude<LineIdentity<KnownPosting>, { kind: 'new' }>,
): void {
  const { cents, document } = posting;
  switch (identity.kind) {
    case 'known':
      return draft.pass(posting, { kind: 'duplicate', cents, of: 'plan' });
    case 'repeated':
      return draft.pass(posting, { kind: 'duplicate', cents, of: 'file' });
    case 'differs': {
      const { of } = identity;
      const message = `Document ${document} line ${of.line} is in the plan with ${formatMoney(of.cents)} of ${of.dated}; the file says ${formatMoney(cents)} of ${posting.dated}. What is posted stays: correct it by another document, or give this row a line of its own.`;
      return draft.leaveOut(posting, { why: 'differs', rule: 'V32', column: 'document', message });
    }
    case 'twins': {
      const others = `row ${identity.others.slice(0, 3).join(', ')}`;
      const message =
        identity.line === null
          ? `Document ${document} stands in ${others} too, the same to the cent and without line numbers. Number its lines if both are meant, or take one out.`
          : `Document ${document} line ${identity.line} stands in ${others} too, with other contents. Number the lines, or keep one of them.`;
      return draft.leaveOut(posting, { why: 'twins', rule: 'V32', column: 'document', message });
    }
  }
}
