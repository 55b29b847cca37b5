import fc from 'fast-check';
import { indicatorSettings } from '../../shared/plan/figures/indicators.ts';
import { settingSpecs } from '../../shared/plan/program-settings.ts';
import { ALL_CATEGORIES, costCategories, programs } from '../../shared/tables/lists.ts';
import type { Cells } from '../../shared/tables/cell.ts';

/** Stored rows per table, of a small program that holds together: every reference leads to a row. */
export type StoredProgram = Readonly<Record<string, readonly { readonly row: string; readonly cells: Cells }[]>>;

const projectNumbers = ['26.00001', '26.00002', '26.00003', '99.00000'];
const sourceCodes = ['BND-A', 'ERT-26', 'F40'];
const siteCodes = ['0007', '0417', '0420', '0433'];
const systemCodes = ['LAN', 'WLAN', 'VOIP'];
const frns = ['9900000001', '9900000002', '9900000003'];
const years = ['2024-25', '2025-26', '2026-27'];

const cents = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 10 ** 11 }));
const signedCents = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -(10 ** 10), max: 10 ** 10 }));
const dates = fc
  .tuple(fc.constantFrom('2025', '2026'), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const sources = fc.tuple(
  ...sourceCodes.map((code, i) =>
    fc.record({
      code: fc.constant(code),
      type: fc.constant(['GO Bond', 'E-Rate C2', 'GO Bond'][i] ?? ''),
      series: maybe(oneOf(['2022-A', '2024-B'])),
      availableFrom: maybe(dates),
      issueDate: maybe(dates),
    }),
  ),
);

/** The last funding request is named by commitments and is not in the table. */
const requests = fc.tuple(
  ...frns.slice(0, 2).map((frn) =>
    fc.record({
      frn: fc.constant(frn),
      fundingYear: fc.constant(2026),
      category: oneOf(['C1', 'C2']),
      discount: fc.constantFrom(200_000, 333_333, 850_000, 900_000),
      preDiscount: fc.oneof(fc.constant(33_333_333), cents),
      status: oneOf(['Pending', 'Funded', 'Funded', 'Denied']),
      fcdlDate: maybe(dates),
      disbursed: maybe(cents),
    }),
  ),
);

const sites = fc.tuple(...siteCodes.map(() => maybe(fc.integer({ min: 0, max: 3000 })))).map((counts) =>
  counts.map((enrollment, i) => ({
    code: siteCodes[i] ?? '',
    region: i % 2 === 0 ? 'North' : 'South',
    boardDistrict: String((i % 3) + 1),
    enrollment,
    status: 'Active',
  })),
);

const boundary = fc.record({
  location: oneOf(siteCodes),
  effectiveFrom: dates,
  region: oneOf(['North', 'South', 'East']),
  boardDistrict: oneOf(['1', '4']),
});

const project = (number: string) =>
  fc.record({
    number: fc.constant(number),
    name: fc.constant(`Project ${number}`),
    program: oneOf(programs.slice(0, 2)),
    manager: maybe(oneOf(['PM-01', 'PM-02'])),
    primarySystem: oneOf(systemCodes),
    class: fc.constant(number.startsWith('99') ? 'Program Reserve' : 'Multi-site'),
    status: oneOf(['Proposed', 'Active', 'Complete', 'Cancelled']),
    financialStatus: oneOf(['Open', 'Open', 'Closed']),
    financiallyClosedOn: maybe(dates),
    percentComplete: fc.integer({ min: 0, max: 1_000_000 }),
    scopeIndicator: maybe(oneOf(['Green', 'Yellow', 'Red', '–'])),
    indicatorOverride: maybe(oneOf(['Green', 'Red'])),
  });

const scopeRow = fc.record({
  project: oneOf(projectNumbers.slice(0, 3)),
  location: oneOf(siteCodes),
  system: oneOf(systemCodes),
  plannedQuantity: maybe(fc.integer({ min: 0, max: 60 })),
  status: oneOf(['Planned', 'Installed', 'Removed']),
  basis: oneOf(['Enrollment', 'Quantity', 'Equal', 'Manual %']),
  share: maybe(fc.integer({ min: 0, max: 1_000_000 })),
});

const line = fc.record({
  project: oneOf(projectNumbers),
  source: oneOf(sourceCodes),
  fiscalYear: oneOf(years),
  category: oneOf(costCategories),
  location: maybe(oneOf(siteCodes)),
  system: maybe(oneOf(systemCodes)),
  account: maybe(oneOf(['21-9010-0-0000-8500-6400-417', '21-9010-0-0000-8500-4400-420-0001'])),
  original: cents,
});

const change = fc.record({
  type: oneOf(['Board Amendment', 'Staff Modification', 'Year-end Rollover']),
  status: oneOf(['Draft', 'Pending', 'BOC Recommended', 'Approved', 'Approved', 'Rejected']),
  effectiveDate: maybe(dates),
  submittedOn: maybe(dates),
});

const forecast = fc.record({
  project: oneOf(projectNumbers),
  category: oneOf([...costCategories, ALL_CATEGORIES, ALL_CATEGORIES]),
  period: oneOf(['2025-12', '2026-06', '2026-09', '2026-10']),
  etc: cents,
});

const milestone = fc.record({
  project: oneOf(projectNumbers),
  milestone: oneOf(['M50 Installation start', 'M70 Substantial completion']),
  baselineFinish: maybe(dates),
  forecastFinish: maybe(dates),
  actualFinish: maybe(dates),
});

/** Where colours end, and a setting by which nothing is computed. */
const setting = fc.record({
  key: oneOf([...indicatorSettings, 'bidThreshold' as const].map((name) => settingSpecs[name].label)),
  value: oneOf(['0', '3', '10', '60', 'many']),
});

const rowsOf = (letter: string, cells: readonly Cells[]) =>
  cells.map((row, i) => ({ row: `R${letter}${String(i).padStart(14, '0')}`, cells: row }));

/** Programs with up to a dozen lines, changes, commitments and postings each, awkward cents and blanks included. */
export const storedPrograms: fc.Arbitrary<StoredProgram> = fc
  .record({
    sites,
    boundaries: fc.uniqueArray(boundary, { maxLength: 6, selector: (b) => `${b.location} ${b.effectiveFrom}` }),
    sources,
    requests,
    projects: fc.tuple(...projectNumbers.map(project)),
    scope: fc.uniqueArray(scopeRow, { maxLength: 9, selector: (s) => `${s.project} ${s.location} ${s.system}` }),
    lines: fc.array(line, { maxLength: 12 }),
    changes: fc.array(change, { maxLength: 4 }),
    changeLines: fc.array(fc.tuple(fc.nat(), fc.nat(), signedCents), { maxLength: 10 }),
    commitments: fc.array(
      fc.record({
        line: fc.nat(),
        original: cents,
        awardDate: dates,
        status: oneOf(['Draft', 'Open', 'Open', 'Closed', 'Cancelled']),
        statusDate: maybe(dates),
        frn: maybe(oneOf(frns)),
      }),
      { maxLength: 8 },
    ),
    commitmentChanges: fc.array(
      fc.record({
        commitment: fc.nat(),
        date: dates,
        amount: signedCents,
        reason: oneOf(['Unforeseen', 'Release']),
        status: oneOf(['Pending', 'Approved', 'Rejected']),
      }),
      { maxLength: 8 },
    ),
    expenditures: fc.array(
      fc.record({
        line: fc.nat(),
        commitment: maybe(fc.nat()),
        postingDate: dates,
        amount: signedCents,
        erateShare: maybe(cents),
      }),
      { maxLength: 14 },
    ),
    forecasts: fc.uniqueArray(forecast, { maxLength: 9, selector: (f) => `${f.project} ${f.category} ${f.period}` }),
    milestones: fc.array(milestone, { maxLength: 6 }),
    controlTotals: fc.array(fc.tuple(oneOf(['2025-11', '2026-02', '2026-05']), maybe(signedCents)), { maxLength: 2 }),
    settings: fc.uniqueArray(setting, { maxLength: 4, selector: ({ key }) => key }),
  })
  .map(joined);

/** Gives lines and commitments their keys and leads every reference to one of them; what would lead nowhere is left out. */
function joined(parts: {
  readonly sites: readonly Cells[];
  readonly boundaries: readonly Cells[];
  readonly sources: readonly Cells[];
  readonly requests: readonly Cells[];
  readonly projects: readonly Cells[];
  readonly scope: readonly Cells[];
  readonly lines: readonly Cells[];
  readonly changes: readonly Cells[];
  readonly changeLines: readonly (readonly [number, number, number])[];
  readonly commitments: readonly ({ readonly line: number } & Cells)[];
  readonly commitmentChanges: readonly ({ readonly commitment: number } & Cells)[];
  readonly expenditures: readonly {
    readonly line: number;
    readonly commitment: number | null;
    readonly postingDate: string;
    readonly amount: number;
    readonly erateShare: number | null;
  }[];
  readonly forecasts: readonly Cells[];
  readonly milestones: readonly Cells[];
  readonly controlTotals: readonly (readonly [string, number | null])[];
  readonly settings: readonly Cells[];
}): StoredProgram {
  const lineId = (n: number) => `BL-${String((n % parts.lines.length) + 1).padStart(3, '0')}`;
  const changeNumber = (n: number) => `BC-${(n % parts.changes.length) + 1}`;
  const commitments =
    parts.lines.length === 0
      ? []
      : parts.commitments.map((c, i): Cells => ({ ...c, number: `PO-${i + 1}`, line: 10, budgetLine: lineId(c.line) }));
  const commitmentOf = (n: number) => commitments[n % commitments.length];
  return {
    sites: rowsOf('S', parts.sites),
    siteBoundaries: rowsOf('O', parts.boundaries),
    projects: rowsOf('P', parts.projects),
    scope: rowsOf('C', parts.scope),
    fundingSources: rowsOf(
      'F',
      parts.sources.map((cells) => ({ authorized: 10 ** 12, available: 10 ** 11, interest: 17, ...cells })),
    ),
    budgetLines: rowsOf(
      'B',
      parts.lines.map((cells, i) => ({ ...cells, id: lineId(i) })),
    ),
    changes: rowsOf(
      'A',
      parts.changes.map((cells, i) => ({ ...cells, number: changeNumber(i) })),
    ),
    changeLines: rowsOf(
      'D',
      parts.lines.length === 0 || parts.changes.length === 0
        ? []
        : parts.changeLines.map(([c, l, amount]) => ({ change: changeNumber(c), budgetLine: lineId(l), amount })),
    ),
    commitments: rowsOf('E', commitments),
    commitmentChanges: rowsOf(
      'G',
      commitments.length === 0
        ? []
        : parts.commitmentChanges.map((c) => ({
            ...c,
            commitment: commitmentOf(c.commitment)?.['number'] ?? null,
            commitmentLine: 10,
          })),
    ),
    expenditures: rowsOf(
      'H',
      parts.lines.length === 0
        ? []
        : parts.expenditures.map(({ line: n, commitment, postingDate, amount, erateShare }) => {
            const against = commitment === null ? undefined : commitmentOf(commitment);
            return {
              postingDate,
              period: postingDate.slice(0, 7),
              budgetLine: lineId(n),
              commitment: against?.['number'] ?? null,
              commitmentLine: against ? 10 : null,
              amount,
              erateShare,
            };
          }),
    ),
    forecasts: rowsOf('J', parts.forecasts),
    milestones: rowsOf('K', parts.milestones),
    periods: rowsOf(
      'M',
      parts.controlTotals.map(([period, controlTotal]) => ({ period, controlTotal })),
    ),
    fundingRequests: rowsOf('N', parts.requests),
    programSettings: rowsOf('Q', parts.settings),
  };
}
