import { costCategories } from '../tables/lists.ts';
import {
  accountDigits,
  accountString,
  codeForm,
  isSameAccount,
  orderForm,
  projectForm,
  SOURCE_DIGITS,
  STATE_DIGITS,
  yearMeant,
} from './code-forms.ts';
import { placeForm, type LineFacts, type LineIndex, type OrderFacts } from './line-index.ts';
import { ruleFor, type OfficeRule } from './office-rules.ts';

/** What a row of a ledger says of where it belongs; "" where it says nothing. */
export interface LedgerHints {
  readonly budgetLine: string;
  readonly commitment: string;
  readonly commitmentLine: number | null;
  readonly account: string;
  readonly project: string;
  readonly budgetYear: string;
  readonly category: string;
  readonly org: string;
  readonly vendor: string;
  readonly description: string;
}

/** By what a row was found to belong to a line. */
export type MatchedBy = 'line' | 'commitment' | 'reversal' | 'account' | 'rule';

/** Where a row belongs. What could be several lines is never guessed. */
export type LedgerMatch =
  | {
      readonly kind: 'line';
      readonly by: MatchedBy;
      readonly line: LineFacts;
      readonly order: OrderFacts | null;
      /** Order of the office's rule that it was found by. */
      readonly rule: number | null;
    }
  | { readonly kind: 'outside'; readonly rule: number }
  | {
      readonly kind: 'unmatched' | 'ambiguous';
      /** Column of the row that is to blame. */
      readonly column: string;
      readonly message: string;
      readonly candidates: readonly LineFacts[];
    };

type Unfound = Extract<LedgerMatch, { kind: 'unmatched' | 'ambiguous' }>;

/** Lines that are offered for a row. */
const OFFERED = 5;

/**
 * Finds the line of a row: by the line that it names, else by its commitment, else by account string and project, else by the
 * first rule of the office that fits.
 */
export function matchRow(hints: LedgerHints, index: LineIndex, rules: readonly OfficeRule[]): LedgerMatch {
  const order = hints.commitment === '' ? null : orderOf(hints, index);
  if (order !== null && order.kind !== 'order') return order;
  if (hints.budgetLine !== '') return byLine(hints, index, order?.order ?? null);
  const line = order === null ? undefined : index.byId.get(codeForm(order.order.budgetLine));
  if (order !== null && line && isOfSource(line, accountDigits(hints.account))) {
    return found('commitment', line, order.order);
  }
  const match = byAccountOrRule(hints, index, rules);
  // What is ordered from one source may be charged to another first, as E-Rate work is that is paid back later.
  return match.kind === 'line' ? { ...match, order: order?.order ?? null } : match;
}

function byAccountOrRule(hints: LedgerHints, index: LineIndex, rules: readonly OfficeRule[]): LedgerMatch {
  const accounted = hints.account === '' ? null : byAccount(hints, index);
  if (accounted?.kind === 'line') return accounted;
  return byRule(hints, index, rules, accounted) ?? accounted ?? unmatched(hints, index);
}

/** True unless both name fund and resource, and not the same. */
function isOfSource({ account }: LineFacts, digits: string | null): boolean {
  return digits === null || account === null || account.slice(0, SOURCE_DIGITS) === digits.slice(0, SOURCE_DIGITS);
}

function found(
  by: MatchedBy,
  line: LineFacts,
  order: OrderFacts | null = null,
  rule: number | null = null,
): LedgerMatch {
  return { kind: 'line', by, line, order, rule };
}

function byLine(hints: LedgerHints, index: LineIndex, order: OrderFacts | null): LedgerMatch {
  const line = index.byId.get(codeForm(hints.budgetLine));
  if (line) return found('line', line, order);
  const message = `There is no budget line ${hints.budgetLine}.`;
  return { kind: 'unmatched', column: 'budgetLine', message, candidates: likely(hints, index) };
}

/** The one line of a commitment that is meant. A commitment that the plan does not have is none of a line's direct cost. */
function orderOf(hints: LedgerHints, index: LineIndex): { kind: 'order'; order: OrderFacts } | Unfound {
  const [number, behind] = splitOrder(hints, index);
  const lines = index.orders.get(orderForm(number)) ?? [];
  if (lines.length === 0) {
    const message = `Commitment ${hints.commitment} is not in the plan. Import or enter it first, or empty the cell if it is none.`;
    return { kind: 'unmatched', column: 'commitment', message, candidates: likely(hints, index) };
  }
  const asked = hints.commitmentLine ?? behind;
  const meant = asked === null ? narrowedOrders(lines, hints, index) : lines.filter(({ line }) => line === asked);
  const [only, second] = meant.length > 0 ? meant : ofSameAccount(lines, hints, index);
  if (only && !second) return { kind: 'order', order: only };
  const message =
    asked === null
      ? `Commitment ${hints.commitment} has ${lines.length} lines in the plan. Say which one is paid.`
      : `Commitment ${hints.commitment} has no line ${asked} in the plan.`;
  const candidates = lines.flatMap(({ budgetLine }) => index.byId.get(codeForm(budgetLine)) ?? []).slice(0, OFFERED);
  return { kind: asked === null ? 'ambiguous' : 'unmatched', column: 'commitment', message, candidates };
}

/** "4500000123/10" and "4500000123-00010" name the line, too, where no commitment is called so. */
function splitOrder({ commitment }: LedgerHints, { orders }: LineIndex): [number: string, line: number | null] {
  const [, number = '', line = ''] = /^(.+)[-/.](\d{1,6})$/.exec(commitment.trim()) ?? [];
  const isWhole = number === '' || orders.has(orderForm(commitment)) || !orders.has(orderForm(number));
  return isWhole ? [commitment, null] : [number, Number(line)];
}

/** The lines of a commitment on the row's own account: a ledger may number the lines of an order otherwise than the plan. */
function ofSameAccount(lines: readonly OrderFacts[], { account }: LedgerHints, index: LineIndex): OrderFacts[] {
  const digits = accountDigits(account);
  return lines.filter(({ budgetLine }) => {
    const known = index.byId.get(codeForm(budgetLine))?.account ?? null;
    return digits !== null && known !== null && isSameAccount(digits, known);
  });
}

/** The one line that a commitment has; of several those that agree with all that the row says besides. */
function narrowedOrders(lines: readonly OrderFacts[], hints: LedgerHints, index: LineIndex): readonly OrderFacts[] {
  if (lines.length === 1) return lines;
  const digits = accountDigits(hints.account);
  return lines.filter(({ budgetLine }) => {
    const line = index.byId.get(codeForm(budgetLine));
    if (!line) return false;
    const isAccount = digits === null || line.account === null || isSameAccount(digits, line.account);
    return isAccount && isOfProject(line, hints) && agrees(line, hints);
  });
}

function isOfProject(line: LineFacts, { project }: LedgerHints): boolean {
  return project === '' || projectForm(project) === projectForm(line.project);
}

/** True unless the row names another budget year or category. */
function agrees(line: LineFacts, hints: LedgerHints): boolean {
  const year = hints.budgetYear === '' ? null : yearMeant(hints.budgetYear);
  const category = categoryMeant(hints.category);
  return (year === null || year === line.fiscalYear) && (category === null || category === line.category);
}

const categories = new Map<string, string>(costCategories.map((name) => [name.toLowerCase(), name]));

function categoryMeant(words: string): string | null {
  return categories.get(words.trim().toLowerCase()) ?? null;
}

/** Those at the place that the row names, where it is a place of any of them. */
function atPlace(lines: readonly LineFacts[], { org }: LedgerHints): readonly LineFacts[] {
  if (org === '' || lines.length < 2) return lines;
  const place = placeForm(org);
  const there = lines.filter(({ places }) => places.includes(place));
  return there.length === 0 ? lines : there;
}

function byAccount(hints: LedgerHints, index: LineIndex): LedgerMatch | null {
  const digits = accountDigits(hints.account);
  if (digits === null) {
    const message = `Account ${hints.account} has lost digits, or is none of 2-4-1-4-4-4-3.`;
    return { kind: 'unmatched', column: 'account', message, candidates: likely(hints, index) };
  }
  const lines = accountLines(digits, index);
  if (lines.length === 0) return null;
  const ofProject = lines.filter((line) => isOfProject(line, hints));
  if (ofProject.length === 0) {
    const message = `Account ${shownAccount(digits)} is of ${namesOf(lines.map(({ project }) => project))}, not of project ${hints.project}.`;
    return { kind: 'unmatched', column: 'account', message, candidates: likely(hints, index) };
  }
  const narrowed = atPlace(
    ofProject.filter((line) => agrees(line, hints)),
    hints,
  );
  const [only, second] = narrowed;
  if (only && !second) return found('account', only);
  if (!only) {
    const message = `No line with account ${shownAccount(digits)} is of ${[hints.budgetYear, hints.category].filter(Boolean).join(', ')}.`;
    return { kind: 'unmatched', column: 'account', message, candidates: ofProject.slice(0, OFFERED) };
  }
  const message = `Account ${shownAccount(digits)}${hints.project === '' ? '' : ` and project ${hints.project}`} fit ${narrowed.length} budget lines.`;
  return { kind: 'ambiguous', column: 'account', message, candidates: narrowed.slice(0, OFFERED) };
}

function accountLines(digits: string, index: LineIndex): readonly LineFacts[] {
  const known = index.byAccount.get(digits.slice(0, STATE_DIGITS)) ?? [];
  return known.filter(({ account }) => account !== null && isSameAccount(digits, account));
}

function shownAccount(digits: string): string {
  return accountString(digits) ?? digits;
}

function namesOf(names: readonly string[]): string {
  const all = [...new Set(names)];
  return all.length > 2 ? `${all.length} other projects` : all.join(' and ');
}

/** The row by the first rule that fits it; null: none does. */
function byRule(
  hints: LedgerHints,
  index: LineIndex,
  rules: readonly OfficeRule[],
  accounted: LedgerMatch | null,
): LedgerMatch | null {
  const digits = accountDigits(hints.account);
  const account = digits === null ? hints.account : shownAccount(digits);
  const { vendor, description, project, org } = hints;
  const rule = ruleFor(rules, { account, vendor, description, project, org });
  if (!rule) return null;
  if (rule.isOutside) return { kind: 'outside', rule: rule.order };
  const lines = linesOfRule(rule, hints, index);
  const fitting = narrowedByAccount(atPlace(lines, hints), digits);
  const [only, second] = fitting;
  if (only && !second) return found('rule', only, null, rule.order);
  const told = accounted?.kind === 'ambiguous' ? accounted.candidates : [];
  const column = rule.patterns[0]?.[0] ?? 'description';
  if (!only) {
    const message = `Ledger rule ${rule.order} leads to no budget line${project === '' ? '' : ` of project ${project}`}.`;
    return { kind: 'unmatched', column, message, candidates: told.length > 0 ? told : likely(hints, index) };
  }
  const message = `Ledger rule ${rule.order} leads to ${fitting.length} budget lines.`;
  return { kind: 'ambiguous', column, message, candidates: fitting.slice(0, OFFERED) };
}

function linesOfRule(rule: OfficeRule, hints: LedgerHints, index: LineIndex): readonly LineFacts[] {
  if (rule.budgetLine !== null) {
    const line = index.byId.get(codeForm(rule.budgetLine));
    return line ? [line] : [];
  }
  const project = rule.project ?? hints.project;
  const lines = index.byProject.get(projectForm(project)) ?? [];
  return lines.filter(
    (line) => (rule.category === null || line.category === rule.category) && agrees(line, { ...hints, category: '' }),
  );
}

/** Of several lines those whose account is the row's, at least in fund and resource, which are those of the source. */
function narrowedByAccount(lines: readonly LineFacts[], digits: string | null): readonly LineFacts[] {
  if (digits === null || lines.length < 2) return lines;
  const ofSource = lines.filter((line) => isOfSource(line, digits));
  const exact = ofSource.filter(({ account }) => account !== null && isSameAccount(digits, account));
  return exact.length > 0 ? exact : ofSource;
}

function unmatched(hints: LedgerHints, index: LineIndex): LedgerMatch {
  const said = [
    hints.account === '' ? '' : `account ${hints.account}`,
    hints.project === '' ? '' : `project ${hints.project}`,
  ].filter(Boolean);
  const message =
    said.length === 0
      ? 'The row names no commitment, no account and no project, and no ledger rule fits it.'
      : `No budget line has ${said.join(' and ')}, and no ledger rule fits the row.`;
  const column = hints.account === '' ? 'project' : 'account';
  return { kind: 'unmatched', column, message, candidates: likely(hints, index) };
}

/** Lines that may be meant: those of the project, those of the source first; else those of the account. */
function likely(hints: LedgerHints, index: LineIndex): readonly LineFacts[] {
  const digits = accountDigits(hints.account);
  const named = index.byProject.get(projectForm(hints.project)) ?? [];
  const lines = named.length > 0 ? named : digits === null ? [] : accountLines(digits.slice(0, STATE_DIGITS), index);
  const rank = (line: LineFacts): number => (agrees(line, hints) ? 0 : 1) + (isOfSource(line, digits) ? 0 : 2);
  return lines.toSorted((one, other) => rank(one) - rank(other)).slice(0, OFFERED);
}

/** "BL-001 (26.00001, BND-A, 2026-27, Equipment)" */
export function lineWords({ id, project, source, fiscalYear, category }: LineFacts): string {
  return `${id} (${project}, ${source}, ${fiscalYear}, ${category})`;
}
