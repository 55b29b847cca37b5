import { change, lineOf, order, payment, projectOf, row, siteOf, source, work, type PlantedRow } from './sound-work.ts';

/** One thing that is wrong on purpose, with what is said of it. */
export interface PlantedCase {
  readonly rule: string;
  /** Cents; 0 where what is wrong is no amount. */
  readonly difference: number;
  readonly message: string;
  /** Rows that bring it about, on sound ground. */
  readonly rows: readonly PlantedRow[];
}

/** An E-Rate request of 10,000.00 at 80 %, funded, with nothing due. */
const request = (n: number, cells: PlantedRow['cells'] = {}): PlantedRow =>
  row('fundingRequests', {
    frn: String(9_900_000_000 + n),
    fundingYear: 2026,
    category: 'C1',
    serviceType: 'Data Transmission and/or Internet Access',
    discount: 800_000,
    preDiscount: 1_000_000,
    status: 'Funded',
    ...cells,
  });

const contingency = { category: 'Contingency' } as const;

/** A second budget line of a piece of work, of 100,000.00. */
const secondLine = (n: number, cells: PlantedRow['cells'] = {}): PlantedRow =>
  row('budgetLines', {
    id: `${lineOf(n)}B`,
    project: projectOf(n),
    source: 'BND-A',
    fiscalYear: '2026-27',
    category: 'Installation & Cabling',
    original: 10_000_000,
    ...cells,
  });

/** One case for every rule that a state of the plan can break, in the order of their ids. */
export const plantedCases: readonly PlantedCase[] = [
  {
    rule: 'C03',
    difference: 1,
    message: 'CASH · Little cash: what is expended exceeds the available amount by 0.01.',
    rows: [
      source('CASH', 'Little cash', { type: 'General/Other', available: 499_999 }),
      ...work(1, 'Spent too soon', { line: { source: 'CASH' } }),
      payment(1, 500_000, { commitment: null, commitmentLine: null }),
    ],
  },
  {
    rule: 'C03W',
    difference: 1,
    message: 'SOON · Cash to come: what is obligated exceeds the available amount by 0.01.',
    rows: [
      source('SOON', 'Cash to come', { type: 'General/Other', available: 499_999 }),
      ...work(2, 'Ordered too soon', { line: { source: 'SOON' } }),
      order(2, 500_000),
    ],
  },
  {
    rule: 'C04',
    difference: 1,
    message: 'BL-4 is obligated 0.01 over its current budget.',
    rows: [
      ...work(4, 'Ordered too much'),
      secondLine(4, { category: 'Equipment', fiscalYear: '2027-28' }),
      order(4, 10_000_001),
    ],
  },
  {
    rule: 'C05',
    difference: 5_000,
    message: 'PO-5, line 1 is closed with 50.00 still encumbered.',
    rows: [...work(5, 'Closed too soon'), order(5, 505_000, { status: 'Closed' }), payment(5, 500_000)],
  },
  {
    rule: 'C09',
    difference: 17,
    message: 'Staff changes moved 0.17 of BND-A · Measure A into Classroom Technology.',
    rows: [
      ...work(9, 'Left by staff'),
      ...work(109, 'Joined by staff', { project: { program: 'Classroom Technology' } }),
      ...change(
        9,
        { 'BL-9': -17, 'BL-109': 17 },
        { type: 'Staff Modification', status: 'Approved', effectiveDate: '2026-07-01', approvedBy: 'CFO' },
      ),
    ],
  },
  {
    rule: 'C12',
    difference: 0,
    message: '27.00012 · Shared in two ways mixes Equal and Quantity, so it is shared equally.',
    rows: [
      ...work(12, 'Shared in two ways'),
      row('systems', {
        code: 'LAN',
        name: 'LAN',
        program: 'School Network Modernization',
        erateCategory: 'C2',
      }),
      row('scope', {
        project: projectOf(12),
        location: siteOf(12),
        system: 'LAN',
        item: 'Replace switches',
        status: 'Planned',
        basis: 'Quantity',
        plannedQuantity: 4,
      }),
    ],
  },
  {
    rule: 'C15',
    difference: 0,
    message: '2026-08 is closed without a control total.',
    rows: [row('periods', { period: '2026-08', status: 'Closed' })],
  },
  {
    rule: 'C16',
    difference: 0,
    message: '27.00016 · Complete on paper is complete without the milestone of substantial completion.',
    rows: work(16, 'Complete on paper', { project: { status: 'Complete' }, without: ['milestones'] }),
  },
  {
    rule: 'C17',
    difference: 0,
    message: '27.00017 · Without a budget has no budget line.',
    rows: work(17, 'Without a budget', { project: { status: 'Approved' }, without: ['line'] }),
  },
  {
    rule: 'C18',
    difference: 10_000_000,
    message: '27.00018 · Cancelled with money is cancelled with 100,000.00 left.',
    rows: work(18, 'Cancelled with money', { project: { status: 'Cancelled' } }),
  },
  {
    rule: 'SET1',
    difference: 0,
    message:
      'Program Settings Age of a forecast: Age of a forecast must be a whole number of days such as 45, not a month.',
    rows: [row('programSettings', { key: 'Age of a forecast', value: 'a month' })],
  },
  {
    rule: 'V08',
    difference: 0,
    message: 'Sites 0108: CDS code 99999990000000 is a district code, not a school.',
    rows: work(108, 'At a district', { site: { cdsCode: '99999990000000' } }),
  },
  {
    rule: 'V10',
    difference: 0,
    message: 'Sites 0110: Closed sites need a closing date on or after the opening date.',
    rows: work(110, 'At a closed site', { site: { status: 'Closed' }, scope: { status: 'Accepted' } }),
  },
  {
    rule: 'V11',
    difference: 0,
    message: '0111 · School 111 is Merged; remove it from 27.00111 · At a merged site or reassign the scope.',
    rows: work(111, 'At a merged site', { site: { status: 'Merged' } }),
  },
  {
    rule: 'V13',
    difference: 1,
    message: 'LIMIT · Limited: allocations 100,000.00 exceed the authorized 99,999.99 by 0.01.',
    rows: [
      source('LIMIT', 'Limited', { type: 'General/Other', authorized: 9_999_999 }),
      ...work(113, 'Over the authorized amount', { line: { source: 'LIMIT' } }),
    ],
  },
  {
    rule: 'V14',
    difference: 0,
    message: '27.00114 · Not on the ballot uses BND-A · Measure A but has no bond project list reference.',
    rows: work(114, 'Not on the ballot', { project: { bondListRef: null } }),
  },
  {
    rule: 'V15',
    difference: 0,
    message: 'CLASS · Classrooms may not fund School Network Modernization/WLAN (BL-115): Classroom technology only.',
    rows: [
      source('CLASS', 'Classrooms', {
        type: 'State',
        allowedPrograms: 'Classroom Technology',
        restriction: 'Classroom technology only.',
      }),
      ...work(115, 'Not a classroom', { line: { source: 'CLASS' } }),
    ],
  },
  {
    rule: 'V16',
    difference: 0,
    message:
      'BL-116: object 2200 is a salary or benefit code; bond proceeds may not pay school salaries. Give the project-work justification.',
    rows: work(116, 'Paid to staff', { line: { account: '21-9010-0-0000-8500-2200-116' } }),
  },
  {
    rule: 'V17',
    difference: 0,
    message: 'BL-117: account 40-9010-0-0000-8500-6400-117 does not match BND-A · Measure A (fund 21, resource 9010).',
    rows: work(117, 'In another fund', { line: { account: '40-9010-0-0000-8500-6400-117' } }),
  },
  {
    rule: 'V20',
    difference: 5_000,
    message: 'Change BC-120 is out of balance by 50.00 in BND-A · Measure A.',
    rows: [...work(120, 'Out of balance'), secondLine(120), ...change(120, { 'BL-120': 105_000, 'BL-120B': -100_000 })],
  },
  {
    rule: 'V21',
    difference: 100_000,
    message:
      'BC-121: money cannot move from BND-A · Measure A to F40 · Fund 40 in one change; record two linked changes.',
    rows: [
      ...work(121, 'Between sources'),
      secondLine(121, { source: 'F40' }),
      ...change(121, { 'BL-121': -100_000, 'BL-121B': 100_000 }),
    ],
  },
  {
    rule: 'V22',
    difference: 1,
    message: 'BL-122 would fall to 40,000.00, below its obligations of 40,000.01.',
    rows: [
      ...work(122, 'Taken what is owed'),
      secondLine(122),
      order(122, 4_000_001),
      ...change(122, { 'BL-122': -6_000_000, 'BL-122B': 6_000_000 }),
    ],
  },
  {
    rule: 'V23',
    difference: 1,
    message:
      'BC-123: this change needs Board approval: it moves 250,000.01, more than the delegated 250,000.00. Change its type to Board Amendment.',
    rows: [
      ...work(123, 'Too much for staff', { line: { original: 50_000_000 } }),
      secondLine(123),
      ...change(123, { 'BL-123': -25_000_001, 'BL-123B': 25_000_001 }, { type: 'Staff Modification' }),
    ],
  },
  {
    rule: 'V24',
    difference: 0,
    message: 'Changes BC-124: Approved changes need an approver other than the requester.',
    rows: [
      ...work(124, 'Approved by oneself'),
      secondLine(124),
      ...change(
        124,
        { 'BL-124': -100, 'BL-124B': 100 },
        { status: 'Approved', effectiveDate: '2026-07-01', approvedBy: 'PM-07' },
      ),
    ],
  },
  {
    rule: 'V25',
    difference: 1,
    message: 'PO-125, line 1: 100,000.01 is more than the uncommitted 100,000.00 on BL-125.',
    rows: [...work(125, 'Drafted too large'), order(125, 10_000_001, { status: 'Draft' })],
  },
  {
    rule: 'V26',
    difference: 1,
    message: 'Payment V-126, line 1 exceeds the open encumbrance of PO-126, line 1 by 0.01.',
    rows: [...work(126, 'Paid too much'), order(126, 500_000), payment(126, 500_001)],
  },
  {
    rule: 'V27',
    difference: 500_000,
    message:
      'PO-127, line 1 is on BL-127 of 27.00127 · Spent contingency. Contingency is not spent directly; transfer it to a work category first.',
    rows: [...work(127, 'Spent contingency', { line: contingency }), order(127, 500_000)],
  },
  {
    rule: 'V28',
    difference: 1,
    message: 'Change orders on PO-128, line 1 have reached 10% of the contract.',
    rows: [
      ...work(128, 'Many change orders'),
      order(128, 5_000_000),
      row('commitmentChanges', {
        number: 'CO-1',
        commitment: 'PO-128',
        commitmentLine: 1,
        date: '2026-05-04',
        amount: 500_001,
        reason: 'Unforeseen',
        status: 'Approved',
      }),
    ],
  },
  {
    rule: 'V29',
    difference: 1,
    message: 'Possible split purchase for 27.00129 · Bought in parts: 2 orders to Vendor 129 total 114,800.01.',
    rows: [
      ...work(129, 'Bought in parts', { line: { original: 20_000_000 } }),
      order(129, 5_740_000, { type: 'PO' }),
      order(129, 5_740_001, { type: 'PO', number: 'PO-129B', awardDate: '2026-04-01' }),
    ],
  },
  {
    rule: 'V30',
    difference: 0,
    message: 'PO-130, line 1 was awarded before 27.00130 · Awarded early was approved. Enter the ratification.',
    rows: [...work(130, 'Awarded early'), order(130, 500_000, { awardDate: '2026-01-19' })],
  },
  {
    rule: 'V31',
    difference: 12_345,
    message: 'Period 2026-09 is closed; V-131, line 1 was placed in 2026-10 with its original posting date kept.',
    rows: [...work(131, 'Posted late'), order(131, 12_345), payment(131, 12_345, { postingDate: '2026-09-29' })],
  },
  {
    rule: 'V33',
    difference: 1,
    message: '2026-07: import total 123.44 differs from ledger control total 123.45 by 0.01.',
    rows: [
      row('periods', { period: '2026-07', status: 'Closed', controlTotal: 12_345 }),
      ...work(133, 'Imported in part'),
      order(133, 12_344),
      payment(133, 12_344, { postingDate: '2026-07-15', period: '2026-07' }),
    ],
  },
  {
    rule: 'V34',
    difference: -1,
    message: 'BL-134 would be negative (-0.01).',
    rows: [
      ...work(134, 'Taken too much'),
      secondLine(134),
      ...change(134, { 'BL-134': -10_000_001, 'BL-134B': 10_000_001 }),
    ],
  },
  {
    rule: 'V35',
    difference: 1,
    message: '27.00135 · Forecast too high is forecast 0.01 over its current budget.',
    rows: [
      ...work(135, 'Forecast too high', { project: { remark: 'Prices rose; the reserve is asked for.' } }),
      forecast(135, 10_000_001),
    ],
  },
  {
    rule: 'V36',
    difference: 1,
    message: '27.00136 · Forecast too low: estimate to complete 49,999.99 is below open encumbrances 50,000.00.',
    rows: [...work(136, 'Forecast too low'), order(136, 5_000_000), forecast(136, 4_999_999)],
  },
  {
    rule: 'V37',
    difference: 0,
    message: 'Forecast for 27.00137 · Forecast long ago was last updated 2026-09-30.',
    rows: [...work(137, 'Forecast long ago'), forecast(137, 9_000_000, { period: '2026-09', updatedOn: '2026-09-30' })],
  },
  {
    rule: 'V38',
    difference: 0,
    message: '27.00138 · Contingency first: 30% of contingency used at 10% complete.',
    rows: [
      ...work(138, 'Contingency first', {
        project: { percentComplete: 100_000, remark: 'Conduits were blocked.' },
        line: contingency,
      }),
      secondLine(138),
      ...change(
        138,
        { 'BL-138': -3_000_000, 'BL-138B': 3_000_000 },
        { status: 'Approved', effectiveDate: '2026-07-01', approvedBy: 'CFO' },
      ),
    ],
  },
  {
    rule: 'V39',
    difference: 0,
    message:
      '27.00139 · Out of order at 0139 · School 139: M70 · Substantial completion 2027-07-31 is before M60 · Installation complete 2027-08-01.',
    rows: work(139, 'Out of order', { milestones: { M70: { forecastFinish: '2027-07-31' } } }),
  },
  {
    rule: 'V40',
    difference: 0,
    message:
      'M50 · Installation start of 27.00140 · Done tomorrow at 0140 · School 140: actual date 2026-11-16 is in the future.',
    rows: work(140, 'Done tomorrow', { milestones: { M50: { actualStart: '2026-11-16' } } }),
  },
  {
    rule: 'V41',
    difference: 0,
    message:
      'M50 · Installation start of 27.00141 · Overdue at 0141 · School 141 was due 2026-10-31. Enter the actual date or a new forecast.',
    rows: work(141, 'Overdue', { milestones: { M50: { forecastStart: '2026-10-31', forecastFinish: '2026-10-31' } } }),
  },
  {
    rule: 'V42',
    difference: 0,
    message: '0142 · School 142: work 2027-06-15–2027-08-01 overlaps Local event (2027-08-01–2027-08-03).',
    rows: [
      ...work(142, 'During the fair'),
      row('calendar', {
        id: 'CAL-142',
        start: '2027-08-01',
        end: '2027-08-03',
        appliesTo: 'Location list',
        target: '0142; 9999',
        type: 'Local event',
        severity: 'Block',
      }),
    ],
  },
  {
    rule: 'V43',
    difference: 0,
    message: 'Give a delay reason for M70 · Substantial completion of 27.00143 · Late at 0143 · School 143 (+15 days).',
    rows: work(143, 'Late', {
      project: { remark: 'The crane comes later.' },
      milestones: { M70: { forecastFinish: '2027-08-30' } },
    }),
  },
  {
    rule: 'V45',
    difference: 0,
    message: 'Milestones 27.00145/0145/M50 Installation start: 100% complete needs an actual finish date.',
    rows: work(145, 'All but done', { milestones: { M50: { percentComplete: 1_000_000 } } }),
  },
  {
    rule: 'V46',
    difference: 0,
    message: '27.00146 · Begun unprepared cannot become Active: missing its scope, a project manager, milestones.',
    rows: work(146, 'Begun unprepared', { project: { manager: null }, without: ['scope', 'milestones'] }),
  },
  {
    rule: 'V47',
    difference: 500_000,
    message: '27.00147 · Closed with debts cannot be closed: 5,000.00 encumbered, 3 open milestones.',
    rows: [...work(147, 'Closed with debts', { project: { financialStatus: 'Closed' } }), order(147, 500_000)],
  },
  {
    rule: 'V48',
    difference: 0,
    message: 'Site shares of 27.00148 · Shared in part add to 99.9999%.',
    rows: work(148, 'Shared in part', { scope: { basis: 'Manual %', share: 999_999 } }),
  },
  {
    rule: 'V49',
    difference: 0,
    message:
      '27.00149 · Filed early at 0149 · School 149, M45 · Form 471 filed: E-Rate: wait until 2027-02-12; Form 470 was posted 2027-01-15.',
    rows: work(149, 'Filed early', {
      milestones: {
        M35: { milestone: 'M35 Form 470 posted', forecastFinish: '2027-01-15' },
        M45: { milestone: 'M45 Form 471 filed', forecastFinish: '2027-02-11' },
      },
    }),
  },
  {
    rule: 'V50',
    difference: 300_000,
    message: 'FRN 9900000150: 3,000.00 unclaimed; deadline 2027-01-13.',
    rows: [request(150, { disbursed: 500_000, invoiceDeadline: '2027-01-13' })],
  },
  {
    rule: 'V51',
    difference: 1,
    message: 'Category Two requests of 2021–2025 exceed the cycle budget by 0.01.',
    rows: [request(151, { fundingYear: 2025, category: 'C2', preDiscount: 2_500_001 })],
  },
  {
    rule: 'V52',
    difference: 500_000,
    message: 'V-152, line 1: FRN 9900000152 already invoices by BEAR.',
    rows: [
      request(152, { invoiceMode: 'BEAR' }),
      ...work(152, 'Invoiced in two ways'),
      order(152, 500_000, { frn: '9900000152' }),
      payment(152, 500_000, { invoiceMode: 'SPI' }),
    ],
  },
  {
    rule: 'V53',
    difference: -400_000,
    message: 'Possible double count in V-153B, line 1: 4,000.00 is paid by USAC directly.',
    rows: [
      request(153, { invoiceMode: 'SPI' }),
      ...work(153, 'Reimbursed twice'),
      order(153, 500_000, { frn: '9900000153' }),
      payment(153, 500_000),
      payment(153, -400_000, { document: 'V-153B', type: 'E-Rate reimbursement' }),
    ],
  },
  {
    rule: 'V54',
    difference: 0,
    message: 'SLOW · Slow bond, series 2025-A: 10% spent 12 months after issue; milestone is 60%.',
    rows: [
      source('SLOW', 'Slow bond', { series: '2025-A', issueDate: '2025-11-15', available: 5_000_000 }),
      ...work(154, 'Spending slowly', { line: { source: 'SLOW', original: 5_000_000 } }),
      order(154, 500_000),
      payment(154, 500_000),
    ],
  },
  {
    rule: 'V55',
    difference: 0,
    message: '0155 · School 155: WLAN of 27.00255 · The same again is also in 27.00155 · Once.',
    rows: [...work(155, 'Once'), ...work(255, 'The same again', { scope: { location: siteOf(155) } })],
  },
  {
    rule: 'V56',
    difference: 0,
    message:
      'Scope of 27.00156 · Left out changed after approval without an amendment: WLAN at 0156 · School 156 was removed.',
    rows: work(156, 'Left out', { scope: { status: 'Removed' } }),
  },
  {
    rule: 'V57',
    difference: 0,
    message: 'Explain the red status of 27.00157 · Unexplained.',
    rows: work(157, 'Unexplained', { project: { indicatorOverride: 'Red' } }),
  },
];

function forecast(n: number, etc: number, cells: PlantedRow['cells'] = {}): PlantedRow {
  return row('forecasts', {
    project: projectOf(n),
    category: 'Equipment',
    period: '2026-11',
    etc,
    updatedOn: '2026-11-02',
    ...cells,
  });
}
