import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../test/golden/arithmetic.json' with { type: 'json' };
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import type { Cells } from '../../tables/cell.ts';
import { cuts, isRequestCut, isSourceCut } from './cuts.ts';
import { NO_FRN, SEVERAL_FRNS } from './rest-groups.ts';
import { requestMeasures, sourceMeasures } from './measures.ts';
import { planFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';
import { totalsOf } from './totals.ts';

const days = fc.option(fc.constantFrom('2025-12-31', '2026-06-30'), { nil: null });
const rows = (...cells: readonly Cells[]) => cells.map((each, i) => ({ row: `R${i}`, cells: each }));

const source = { authorized: 1_000_000, available: 500_000 };
const project = { number: '26.00001', name: 'Refresh', program: 'Classroom Technology', primarySystem: 'LAN' };
const line = { project: '26.00001', fiscalYear: '2026-27', category: 'Equipment', original: 100_000 };
const order = { number: 'PO-1', awardDate: '2026-07-02', original: 60_000, status: 'Open' };
const request = {
  frn: '9900000001',
  fundingYear: 2026,
  category: 'C2',
  status: 'Funded',
  fcdlDate: '2026-06-01',
  discount: 850_000,
  preDiscount: 33_333_333,
};

function small(tables: { readonly [table: string]: readonly { readonly row: string; readonly cells: Cells }[] }) {
  const state = { class: 'Multi-site', status: 'Active', financialStatus: 'Open', percentComplete: 0 };
  return programRows({
    fundingSources: rows(
      { ...source, code: 'BND-A', type: 'GO Bond', series: '2022-A' },
      { ...source, code: 'ERT-26', type: 'E-Rate C2' },
    ),
    projects: rows({ ...project, ...state }),
    budgetLines: rows({ ...line, id: 'BL-1', source: 'ERT-26' }, { ...line, id: 'BL-2', source: 'BND-A' }),
    ...tables,
  });
}

describe('a cut by what is said of sources and funding requests', () => {
  test('[T20, T21] by source, type or series adds up to the program in every figure that only sources have', () => {
    fc.assert(
      fc.property(storedPrograms, days, (stored, asOf) => {
        const facts = planFacts(programRows(stored), asOf);
        for (const cut of cuts.filter(isSourceCut)) {
          const totals = totalsOf(facts, [cut]);
          for (const { name } of sourceMeasures) {
            const sum = totals.rows.reduce((soFar, { values }) => soFar + (values[name] ?? 0), 0);
            expect([cut, name, sum]).toEqual([cut, name, totals.total[name]]);
          }
        }
      }),
    );
  });

  test('E-Rate’s share and the district’s are the gross cost, in every group and in the program', () => {
    fc.assert(
      fc.property(storedPrograms, days, (stored, asOf) => {
        const facts = planFacts(programRows(stored), asOf);
        for (const cut of cuts.filter(isRequestCut)) {
          const totals = totalsOf(facts, [cut]);
          for (const { values } of [...totals.rows, { values: totals.total }]) {
            expect((values['erateShare'] ?? 0) + (values['erateDistrictShare'] ?? 0)).toBe(values['erateGross']);
          }
          for (const { name } of requestMeasures) {
            const sum = totals.rows.reduce((soFar, { values }) => soFar + (values[name] ?? 0), 0);
            expect([cut, name, sum]).toEqual([cut, name, totals.total[name]]);
          }
        }
      }),
    );
  });

  test.each(vectors.erate)('a funded request of $preDiscount at $percent % is shared to the cent', (vector) => {
    const { preDiscount, percent } = vector;
    const program = small({ fundingRequests: rows({ ...request, preDiscount, discount: percent * 10_000 }) });
    expect(totalsOf(planFacts(program, '2026-06-01'), ['frn']).total).toMatchObject({
      erateGross: preDiscount,
      erateShare: vector.erateShare,
      erateDistrictShare: vector.districtShare,
    });
    expect(totalsOf(planFacts(program, '2026-05-31'), ['frn']).total).toMatchObject({ erateGross: 0, erateShare: 0 });
  });

  test('a line goes by the one funding request of its commitments, and apart with several or with none', () => {
    const commitments = (...frns: readonly (string | null)[]) =>
      rows(...frns.map((frn, i) => ({ ...order, line: i + 1, budgetLine: 'BL-1', frn })));
    const groupsOf = (frns: readonly (string | null)[], cut: 'frn' | 'erateCategory') => {
      const program = small({ commitments: commitments(...frns), fundingRequests: rows(request) });
      return totalsOf(planFacts(program), [cut]).rows.flatMap(({ groups: [group], values }) =>
        values['original'] === 0 ? [] : [group],
      );
    };
    expect(groupsOf([null], 'frn')).toEqual([NO_FRN]);
    expect(groupsOf(['9900000001', '9900000001'], 'frn')).toEqual(['9900000001', NO_FRN]);
    expect(groupsOf(['9900000001', '9900000002'], 'frn').toSorted()).toEqual([NO_FRN, SEVERAL_FRNS]);
    expect(groupsOf(['9900000001'], 'erateCategory')).toEqual(['C2', NO_FRN]);
  });
});

describe('E-Rate money is counted gross, and once', () => {
  const posting = { postingDate: '2026-09-01', period: '2026-09', type: 'E-Rate reimbursement' };
  const expendedOf = (...expenditures: readonly Cells[]) => {
    const { rows: bySource, total } = totalsOf(planFacts(small({ expenditures: rows(...expenditures) })), ['source']);
    return [total['expended'], ...bySource.map(({ groups: [code], values }) => [code, values['expended']])];
  };
  const paid = { ...posting, budgetLine: 'BL-2', amount: 10_000, type: 'Invoice' };

  test('a BEAR reimbursement moves cost from the source that paid to E-Rate: the program has spent what it had', () => {
    expect(expendedOf(paid)).toEqual([10_000, ['BND-A', 10_000], ['ERT-26', 0]]);
    const back = { ...posting, invoiceMode: 'BEAR' };
    const [fromBond, toErate] = [
      { ...back, budgetLine: 'BL-2', amount: -8_500 },
      { ...back, budgetLine: 'BL-1', amount: 8_500 },
    ];
    expect(expendedOf(paid, fromBond, toErate)).toEqual([10_000, ['BND-A', 1_500], ['ERT-26', 8_500]]);
  });

  test('what an invoice notes of E-Rate’s share adds nothing; the SPI discount counts where it is posted when disbursed', () => {
    const own = { ...paid, amount: 1_500, invoiceMode: 'SPI', erateShare: 8_500 };
    expect(expendedOf(own)).toEqual([1_500, ['BND-A', 1_500], ['ERT-26', 0]]);
    const discount = { ...posting, budgetLine: 'BL-1', amount: 8_500, invoiceMode: 'SPI', erateShare: 8_500 };
    expect(expendedOf(own, discount)).toEqual([10_000, ['BND-A', 1_500], ['ERT-26', 8_500]]);
  });
});

describe('[T20, T21] the money of a source', () => {
  test('is available from the day it can be had, and a bond from its issue', () => {
    const available = (dates: Cells, asOf: string | null) => {
      const program = small({ fundingSources: rows({ ...source, code: 'BND-A', type: 'GO Bond', ...dates }) });
      return totalsOf(planFacts(program, asOf), ['source']).total['available'];
    };
    expect(available({}, '1999-01-01')).toBe(500_000);
    for (const column of ['availableFrom', 'issueDate']) {
      const dated = { [column]: '2026-07-01' };
      expect(['2026-06-30', '2026-07-01', null].map((asOf) => available(dated, asOf))).toEqual([0, 500_000, 500_000]);
    }
  });
});

test('projects that touch a place are counted in each place and once in the program', () => {
  const site = { enrollment: 1, status: 'Active', boardDistrict: '1' };
  const sites = rows({ ...site, code: '0001', region: 'North' }, { ...site, code: '0002', region: 'South' });
  const scoped = { project: '26.00001', system: 'LAN', status: 'Planned', basis: 'Equal' };
  const program = small({ sites, scope: rows({ ...scoped, location: '0001' }, { ...scoped, location: '0002' }) });
  const { rows: byRegion, total } = totalsOf(planFacts(program), ['region']);
  expect(byRegion.map(({ groups: [group], values }) => [group, values['projectsTouching']])).toEqual([
    ['North', 1],
    ['South', 1],
  ]);
  expect(total['projectsTouching']).toBe(1);
  expect(totalsOf(planFacts(program), ['region', 'source']).measures).not.toContain('projectsTouching');
});
