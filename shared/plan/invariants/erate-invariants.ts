import { compareText } from '../../sync/compare-text.ts';
import { addDays } from '../../tables/kinds/calendar-dates.ts';
import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import {
  categoryTwoBudget,
  categoryTwoCycle2021,
  categoryTwoCycle2026,
  districtShare,
  erateShare,
} from '../figures/erate.ts';
import { commitmentKey } from '../postings/commitment-key.ts';
import { cellsOf } from './finding-words.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { beyondCycleBudget, inAnotherMode } from './refused-work.ts';
import type { PlanRow } from './plan-rows.ts';

/** What E-Rate pays, and until when. */
export const erateInvariants: readonly Invariant[] = [
  {
    id: 'C13',
    check: 'C13',
    title: 'E-Rate and district shares add up',
    subject: 'row',
    severity: 'error',
    settings: [],
    mend: 'No entry in the plan can bring this about. Tell support, and say which revision it is.',
    find: ({ rows }) =>
      rows.fundingRequests.flatMap(({ row, cells: { frn, preDiscount, discount } }): Finding[] => {
        const off = preDiscount - erateShare(preDiscount, discount) - districtShare(preDiscount, discount);
        const message = `FRN ${frn} is split ${formatMoney(off)} off.`;
        return off === 0 ? [] : [{ subject: frn, difference: off, message, cells: cellsOf('fundingRequests', row) }];
      }),
  },
  {
    id: 'V50',
    title: 'E-Rate money is claimed before its deadline',
    subject: 'row',
    severity: 'warning',
    settings: ['deadlineDays'],
    mend: 'Invoice what is left, or ask USAC for an extension.',
    find: unclaimed,
  },
  {
    id: 'V51',
    check: 'C13',
    title: 'Category Two requests stay within the budget of their cycle',
    subject: 'program',
    severity: 'error',
    settings: [],
    mend: 'Withdraw or lower requests of the cycle.',
    refuses: beyondCycleBudget,
    find: overCycleBudget,
  },
  {
    id: 'V52',
    title: 'Each funding request is invoiced in one way',
    subject: 'row',
    severity: 'error',
    settings: [],
    mend: 'Correct the invoice mode of the posting, or of the request.',
    refuses: inAnotherMode,
    find: invoicedOtherwise,
  },
  {
    id: 'V53',
    title: 'What USAC pays directly is not posted as a reimbursement too',
    subject: 'row',
    severity: 'warning',
    settings: [],
    mend: 'Have the posting reversed in the ledger, or correct the invoice mode.',
    find: countedTwice,
  },
];

function unclaimed({ rows, settings, today }: InvariantFacts): Finding[] {
  const last = addDays(today, settings.deadlineDays);
  return rows.fundingRequests.flatMap(({ row, cells }): Finding[] => {
    const { frn, status, serviceDeadline, invoiceDeadline } = cells;
    const granted = cells.committedRequest ?? erateShare(cells.preDiscount, cells.discount);
    const left = granted - (cells.disbursed ?? 0);
    const [deadline] = [serviceDeadline, invoiceDeadline]
      .flatMap((day) => (day !== null && day >= today && day < last ? [day] : []))
      .sort();
    if (status !== 'Funded' || left <= 0 || deadline === undefined) return [];
    const message = `FRN ${frn}: ${formatMoney(left)} unclaimed; deadline ${deadline}.`;
    const column = deadline === serviceDeadline ? 'serviceDeadline' : 'invoiceDeadline';
    return [{ subject: frn, difference: left, message, cells: cellsOf('fundingRequests', row, column) }];
  });
}

type Request = PlanRow<'fundingRequests'>;

/** The budget of a cycle goes by the students of the sites that are open. */
function overCycleBudget({ rows }: InvariantFacts): Finding[] {
  const open = rows.sites.filter(({ cells }) => cells.status !== 'Closed' && cells.status !== 'Merged');
  const students = open.reduce((sum, { cells }) => sum + (cells.enrollment ?? 0), 0);
  return [categoryTwoCycle2021, categoryTwoCycle2026].flatMap((cycle): Finding[] => {
    const requests = rows.fundingRequests.filter((request) => counts(request, cycle));
    const over = requests.reduce((sum, { cells }) => sum + cells.preDiscount, 0) - categoryTwoBudget(students, cycle);
    if (over <= 0) return [];
    const years = `${cycle.firstYear}–${cycle.lastYear}`;
    const message = `Category Two requests of ${years} exceed the cycle budget by ${formatMoney(over)}.`;
    const cells = requests.flatMap(({ row }) => cellsOf('fundingRequests', row, 'preDiscount'));
    return [{ subject: `Category Two ${years}`, difference: over, message, cells }];
  });
}

function counts({ cells }: Request, { firstYear, lastYear }: { firstYear: number; lastYear: number }): boolean {
  const isLive = cells.status === 'Funded' || cells.status === 'Pending';
  return cells.category === 'C2' && isLive && cells.fundingYear >= firstYear && cells.fundingYear <= lastYear;
}

/** Postings that belong to a funding request, by the commitment that they pay. */
function postingsWithRequest({ rows }: InvariantFacts): { posting: PlanRow<'expenditures'>; request: Request }[] {
  const requests = new Map(rows.fundingRequests.map((request) => [request.cells.frn, request]));
  const ofCommitment = new Map(
    rows.commitments.map(({ cells }) => [commitmentKey(cells.number, cells.line), requests.get(cells.frn ?? '')]),
  );
  return rows.expenditures.flatMap((posting) => {
    const { commitment, commitmentLine } = posting.cells;
    if (commitment === null || commitmentLine === null) return [];
    const request = ofCommitment.get(commitmentKey(commitment, commitmentLine));
    return request === undefined ? [] : [{ posting, request }];
  });
}

const postingName = ({ cells }: PlanRow<'expenditures'>): string => `${cells.document}, line ${cells.line}`;

function invoicedOtherwise(facts: InvariantFacts): Finding[] {
  const modeOf = new Map<string, string>();
  const postings = postingsWithRequest(facts).sort((a, b) =>
    compareText(a.posting.cells.postingDate, b.posting.cells.postingDate),
  );
  return postings.flatMap(({ posting, request }): Finding[] => {
    const { frn, invoiceMode } = request.cells;
    const mode = posting.cells.invoiceMode;
    const first = modeOf.get(frn) ?? invoiceMode;
    if (mode === null) return [];
    if (first === null || first === mode) {
      modeOf.set(frn, mode);
      return [];
    }
    const message = `${postingName(posting)}: FRN ${frn} already invoices by ${first}.`;
    const cells = cellsOf('expenditures', posting.row, 'invoiceMode');
    return [{ subject: frn, difference: posting.cells.amount, message, cells }];
  });
}

/** Under SPI the vendor gets the discount from USAC: the district has nothing to be reimbursed. */
function countedTwice(facts: InvariantFacts): Finding[] {
  return postingsWithRequest(facts).flatMap(({ posting, request }): Finding[] => {
    const { type, amount, invoiceMode } = posting.cells;
    const isDirect = (invoiceMode ?? request.cells.invoiceMode) === 'SPI';
    if (!isDirect || type !== 'E-Rate reimbursement') return [];
    const subject = postingName(posting);
    const message = `Possible double count in ${subject}: ${formatMoney(Math.abs(amount))} is paid by USAC directly.`;
    return [{ subject, difference: amount, message, cells: cellsOf('expenditures', posting.row, 'amount') }];
  });
}
