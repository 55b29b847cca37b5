import { allocate } from '../../shared/plan/figures/allocate.ts';
import { addDays, daysBetween, fiscalYearOf } from '../../shared/tables/kinds/calendar-dates.ts';
import { systemWork } from './catalog.ts';
import { DATA_DATE } from './demo-size.ts';
import type { DemoRows } from './demo-rows.ts';
import { accountOf, type LinePlan } from './generate-budget.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import { isAwarded, isFinished, type ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';

/** What a line is obligated and paid, in cents; open encumbrance is the difference. */
export interface LineLedger {
  obligated: number;
  expended: number;
}

interface Posting {
  readonly line: LinePlan;
  readonly commitment: string | null;
  readonly commitmentLine: number | null;
  readonly date: string;
  readonly amount: number;
  readonly type: string;
  /** How E-Rate pays it; absent: it does not. */
  readonly invoiceMode?: string;
}

/** Running numbers of contracts and funding requests. */
interface Counters {
  commitment: number;
  frn: number;
}

/** Contracts, change orders and postings of every awarded project. Obligations stay within each line's current budget. */
export function generateLedger(rows: DemoRows, random: Random, lines: readonly LinePlan[]): Map<string, LineLedger> {
  const counters: Counters = { commitment: 0, frn: 0 };
  const ledger = new Map<string, LineLedger>();
  const postings: Posting[] = [];
  for (const line of lines) {
    const { plan } = line;
    if (!plan || !isAwarded(plan, DATA_DATE) || line.category === 'Contingency' || line.current <= line.held) continue;
    const sums = { obligated: 0, expended: 0 };
    ledger.set(line.id, sums);
    if (line.category === 'Project Management') postings.push(...laborOf(random, line, plan, sums));
    else if (isDue(line, plan)) postings.push(...contractsOf(rows, random, line, plan, counters, sums));
  }
  addPostings(rows, random, postings.flatMap(reimbursements(lines, ledger)));
  return ledger;
}

/** Work of next fiscal year's budget is not awarded yet, unless the project is done. */
function isDue({ fiscalYear, category }: LinePlan, plan: ProjectPlan): boolean {
  if (isFinished(plan)) return true;
  if (fiscalYear > fiscalYearOf(DATA_DATE)) return false;
  return category === 'Design & Engineering' || plan.award <= DATA_DATE;
}

/** Own staff by month, straight to the line. */
function laborOf(random: Random, line: LinePlan, plan: ProjectPlan, sums: LineLedger): Posting[] {
  const share = isFinished(plan) ? 0.9 + 0.1 * random.fraction() : plan.progress * 0.85;
  const cents = Math.floor((line.current - line.held) * share);
  if (cents <= 0) return [];
  sums.obligated += cents;
  sums.expended += cents;
  return paymentsOf(random, cents, plan.design, lastPayment(plan)).map(({ date, amount }) => ({
    line,
    commitment: null,
    commitmentLine: null,
    date,
    amount,
    type: 'Internal labor',
  }));
}

function lastPayment(plan: ProjectPlan): string {
  const last = addDays(plan.completion, 55);
  return last > DATA_DATE ? DATA_DATE : last;
}

function contractsOf(
  rows: DemoRows,
  random: Random,
  line: LinePlan,
  plan: ProjectPlan,
  counters: Counters,
  sums: LineLedger,
): Posting[] {
  const spendable = line.current - line.held;
  const share = isFinished(plan) ? 0.9 + 0.1 * random.fraction() : 0.7 + 0.27 * random.fraction();
  const count = random.chance(0.3) ? 2 : 1;
  const values = allocate(
    Math.min(Math.floor(spendable * share), atAward(line, plan)),
    Array.from({ length: count }, () => random.integer(30, 70)),
  );
  return values.flatMap((value) => (value > 0 ? contractOf(rows, random, line, plan, { counters, sums, value }) : []));
}

/** [C04] Cents of a line that can be awarded: what changes bring only later is not there yet. */
function atAward({ current, held, brought, category }: LinePlan, plan: ProjectPlan): number {
  const award = category === 'Design & Engineering' ? plan.design : plan.award;
  const later = brought.filter(({ date }) => date > addDays(award, -DECIDED_WITHIN));
  return later.reduce((left, { cents }) => left - cents, current - held);
}

/** Days after which a change that is dated has been approved. */
const DECIDED_WITHIN = 10;

interface ContractTerms {
  readonly counters: Counters;
  readonly sums: LineLedger;
  /** Contract value with its change orders, in cents. */
  readonly value: number;
}

function contractOf(
  rows: DemoRows,
  random: Random,
  line: LinePlan,
  plan: ProjectPlan,
  { counters, sums, value }: ContractTerms,
): Posting[] {
  counters.commitment += 1;
  const number = `4500${String(counters.commitment).padStart(6, '0')}`;
  const finished = isFinished(plan);
  const isDesign = line.category === 'Design & Engineering';
  const awardDate = isDesign ? plan.design : plan.award;
  const changeOrder = random.chance(0.22) ? Math.floor(value * (0.01 + 0.07 * random.fraction())) : 0;
  const paid = finished ? value : Math.floor(value * Math.min(0.95, plan.progress * (0.6 + 0.5 * random.fraction())));
  const released = finished ? random.integer(0, 3) === 0 : false;
  // A finished contract that cost less than its value is closed by a release, so that nothing stays encumbered.
  const release = released ? Math.floor(value * 0.04 * random.fraction()) : 0;
  const payments = paymentsOf(random, paid - release, addDays(awardDate, 12), lastPayment(plan));
  const request = line.source.code.startsWith('ERT')
    ? requestFunding(rows, random, line, plan, { counters, value, payments })
    : null;
  rows.add('commitments', {
    number,
    line: 10,
    budgetLine: line.id,
    vendor: `Vendor ${random.pick(['A', 'B', 'C'])}${String(random.integer(1, 40)).padStart(2, '0')}`,
    type: random.pick(['PO', 'PO', 'Contract', 'Task Order']),
    description: `${systemWork[plan.system]?.work ?? plan.system}, ${plan.sites[0]?.shortName ?? 'central'}`.slice(
      0,
      250,
    ),
    awardDate,
    ratified: value > 25_000_000 ? addDays(awardDate, 21) : null,
    original: value - changeOrder,
    status: finished ? 'Closed' : 'Open',
    statusDate: finished ? lastPayment(plan) : awardDate,
    frn: request?.frn ?? null,
  });
  if (changeOrder > 0) addChangeOrder(rows, random, { number, awardDate, amount: changeOrder });
  if (release > 0) addRelease(rows, { number, date: lastPayment(plan), amount: -release });
  if (!finished && random.chance(0.06)) addPendingOrder(rows, random, number, value);
  sums.obligated += value - release;
  sums.expended += paid - release;
  const mode = request ? 'Payment application' : random.pick(['Invoice', 'Invoice', 'Payment application']);
  return payments.map(({ date, amount }) => ({
    ...(request ? { invoiceMode: request.invoiceMode } : {}),
    line,
    commitment: number,
    commitmentLine: 10,
    date,
    amount,
    type: amount < 0 ? 'Credit' : mode,
  }));
}

function addChangeOrder(
  rows: DemoRows,
  random: Random,
  { number, awardDate, amount }: { number: string; awardDate: string; amount: number },
): void {
  const later = addDays(awardDate, random.integer(15, 120));
  rows.add('commitmentChanges', {
    number: 'CO-001',
    commitment: number,
    commitmentLine: 10,
    date: later > DATA_DATE ? DATA_DATE : later,
    amount,
    reason: random.pick(['Owner scope', 'Unforeseen', 'Unforeseen', 'Design error/omission', 'Code/agency']),
    status: 'Approved',
    timeExtension: random.pick([0, 0, 5, 10, 21]),
    approvalRef: `Task ${random.integer(100, 999)}`,
  });
}

function addRelease(rows: DemoRows, { number, date, amount }: { number: string; date: string; amount: number }): void {
  rows.add('commitmentChanges', {
    number: 'CO-090',
    commitment: number,
    commitmentLine: 10,
    date,
    amount,
    reason: 'Release',
    status: 'Approved',
    approvalRef: 'Close-out',
  });
}

function addPendingOrder(rows: DemoRows, random: Random, number: string, value: number): void {
  rows.add('commitmentChanges', {
    number: 'CO-050',
    commitment: number,
    commitmentLine: 10,
    date: addDays(DATA_DATE, -random.integer(3, 40)),
    amount: Math.floor(value * 0.03 * random.fraction()) + 1,
    reason: 'Unforeseen',
    status: 'Pending',
    timeExtension: 7,
  });
}

interface FundedWork {
  readonly counters: Counters;
  readonly value: number;
  readonly payments: readonly Payment[];
}

/** Days from an invoice to the money of USAC, and from its decision to the start of service that Form 486 tells. */
const [USAC_DAYS, START_DAYS] = [46, 72];

/** The funding request that pays a contract: E-Rate's share is the contract's value, the whole cost is before the discount. */
function requestFunding(
  rows: DemoRows,
  random: Random,
  line: LinePlan,
  plan: ProjectPlan,
  { counters, value, payments }: FundedWork,
): { readonly frn: string; readonly invoiceMode: string } {
  counters.frn += 1;
  const frn = `99${String(counters.frn).padStart(8, '0')}`;
  const isC2 = line.source.code === 'ERT-C2';
  const discount = isC2 ? 850_000 : 900_000;
  const year = Number(fiscalYearOf(plan.approvalDate).slice(0, 4));
  const fcdl = `${year}-09-${random.integer(10, 28)}`;
  const disbursed = payments
    .filter(({ date }) => date <= addDays(DATA_DATE, -USAC_DAYS))
    .reduce((sum, { amount }) => sum + amount, 0);
  const isFunded = fcdl <= DATA_DATE;
  const start = addDays(fcdl, START_DAYS);
  const invoiceMode = random.pick(['BEAR', 'SPI']);
  rows.add('fundingRequests', {
    frn,
    fundingYear: year,
    form471: `2${year - 2000}1${String(counters.frn).padStart(5, '0')}`,
    category: isC2 ? 'C2' : 'C1',
    serviceType: isC2 ? 'Internal Connections' : 'Data Transmission and/or Internet Access',
    entityNumber: '17000000',
    spin: `14${String(random.integer(3_000_000, 3_999_999))}`,
    discount,
    preDiscount: Math.floor((value * 1_000_000) / discount),
    ineligible: random.integer(101, 99_999),
    committedRequest: value,
    status: isFunded ? 'Funded' : 'Pending',
    fcdlDate: isFunded ? fcdl : null,
    form486Date: start <= DATA_DATE ? start : null,
    serviceDeadline: `${year + 1}-09-30`,
    invoiceDeadline: `${year + 2}-01-28`,
    invoiceMode,
    disbursed: isFunded && disbursed > 0 ? disbursed : null,
  });
  return { frn, invoiceMode };
}

/**
 * Under BEAR the district pays the vendor out of another source and is reimbursed later: a journal then moves the cost to
 * the source of E-Rate, which nets to zero. Done for the first payment of each contract that another line has room for.
 */
function reimbursements(
  lines: readonly LinePlan[],
  ledger: ReadonlyMap<string, LineLedger>,
): (posting: Posting) => Posting[] {
  const linesOf = groupBy(lines, ({ project }) => project);
  const done = new Set<string | null>();
  return (posting) => {
    const { line, commitment, date, amount, invoiceMode } = posting;
    const back = addDays(date, USAC_DAYS);
    if (invoiceMode !== 'BEAR' || done.has(commitment) || amount <= 0 || back > DATA_DATE) return [posting];
    const interim = linesOf.get(line.project)?.find(({ id, source, category, current, held }) => {
      const room = current - held - (ledger.get(id)?.obligated ?? 0);
      return !source.code.startsWith('ERT') && category === line.category && room >= amount;
    });
    if (interim === undefined) return [posting];
    done.add(commitment);
    const journal = { date: back, commitment: null, commitmentLine: null } as const;
    return [
      { ...posting, line: interim },
      { ...journal, line: interim, amount: -amount, type: 'E-Rate reimbursement' },
      { ...journal, line, amount, type: 'Journal' },
    ];
  };
}

interface Payment {
  readonly date: string;
  readonly amount: number;
}

/** Pays `cents` between two days: more payments the more there is to pay, now and then a credit taken back at the end. */
function paymentsOf(random: Random, cents: number, from: string, to: string): Payment[] {
  if (cents <= 0) return [];
  const days = Math.max(0, daysBetween(from, to));
  const most = Math.max(1, Math.min(14, Math.floor(days / 25) + 1));
  const count = cents < 500_000 ? 1 : random.integer(Math.max(1, most - 3), most);
  const credit = cents > 2_000_000 && random.chance(0.05) ? random.integer(1_001, 99_999) : 0;
  const amounts = allocate(
    cents + credit,
    Array.from({ length: count }, () => random.integer(20, 100)),
  ).filter((amount) => amount > 0);
  if (credit > 0) amounts.push(-credit);
  return amounts.map((amount, i) => ({
    date: clamp(addDays(from, Math.floor((days * (i + 1)) / amounts.length) - random.integer(0, 6)), from, to),
    amount,
  }));
}

function clamp(date: string, from: string, to: string): string {
  if (to < from) return to;
  return date < from ? from : date > to ? to : date;
}

/** Documents are numbered in the order of their days, as a ledger does; one in eight has a second line. */
function addPostings(rows: DemoRows, random: Random, postings: readonly Posting[]): void {
  const ordered = [...postings].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  let [document, line] = [0, 1];
  for (const posting of ordered) {
    if (document > 0 && line === 1 && random.chance(0.12)) line = 2;
    else [document, line] = [document + 1, 1];
    rows.add('expenditures', {
      document: `51${String(document).padStart(8, '0')}`,
      line,
      postingDate: posting.date,
      period: posting.date.slice(0, 7),
      budgetLine: posting.line.id,
      commitment: posting.commitment,
      commitmentLine: posting.commitmentLine,
      amount: posting.amount,
      type: posting.type,
      erateShare: posting.invoiceMode === undefined ? null : posting.amount,
      invoiceMode: posting.invoiceMode ?? null,
      account: accountOf(posting.line),
    });
  }
}
