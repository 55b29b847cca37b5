import { beforeEach, describe, expect, test } from 'vitest';
import { ledgerReply, ledgerStateReply, type LedgerControl, type LedgerReply } from '../../shared/protocol/ledger.ts';
import { proposalKinds, type ImportMapping } from '../../shared/import/import-mapping.ts';
import { readGrids } from '../../server/workbook/read/read-grids.ts';
import { budgetLine, inserts, smallPlan } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

const account = '21-9010-0-0000-8500-6400-417';
const heads = 'Voucher ID,Vchr Line,Acctg Date,Proj ID,GL Account,PO ID,Supplier,Line Descr,Amount';
const paid = (document: string, amount: string, cells: { date?: string; order?: string; text?: string } = {}) =>
  [
    document,
    1,
    cells.date ?? '2026-10-05',
    '26.00001',
    account,
    cells.order ?? '',
    'Vendor A1',
    cells.text ?? 'AP',
    amount,
  ].join();

const commitment = {
  number: '4500000123',
  line: 10,
  budgetLine: 'BL-001',
  vendor: 'Vendor A1',
  type: 'PO',
  description: 'Switches',
  awardDate: '2026-08-03',
  original: 500_00,
  status: 'Open',
};

/** The ledger, on whichever database: matched, tied out, and what stays out kept until it is mended. */
export function ledgerContract(server: () => TestServer): void {
  describe('imports of the ledger', () => {
    let finance: TestClient;

    beforeEach(async () => {
      finance = await server().member(await server().program(), 'finance');
      const plan = {
        ...smallPlan(),
        budgetLines: inserts(
          budgetLine('BL-001', { original: 1_000_000, account }),
          budgetLine('BL-002', {
            original: 50_000,
            account: '21-9010-0-0000-8500-5800-417',
            category: 'Services & Licenses',
          }),
        ).edits,
        commitments: inserts(commitment).edits,
        periods: inserts(
          { period: '2026-08', status: 'Closed', closedBy: 'FIN', closedOn: '2026-09-10', controlTotal: 0 },
          { period: '2026-10', status: 'Open' },
        ).edits,
      };
      expect((await finance.sync(plan)).refusals).toEqual([]);
    });

    const send = async (
      client: TestClient,
      rows: readonly string[] | Uint8Array,
      { query = '', key, mapping = {}, control = {}, name = 'ledger.csv' }: Asked = {},
    ): Promise<LedgerReply> => {
      const response = await client.fetch(`/ledger${query}`, {
        method: 'POST',
        body: formOf(rows, { mapping, control, name }),
        headers: key === undefined ? {} : { 'idempotency-key': key },
      });
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return ledgerReply.parse(await response.json());
    };
    const state = async () => ledgerStateReply.parse(await (await finance.fetch('/ledger')).json());
    const postings = async () => {
      const rows = [...(await finance.rows('expenditures')).values()].map(({ cells }) => cells);
      return rows.toSorted((one, other) => (String(one['document']) < String(other['document']) ? -1 : 1));
    };

    test('[V26] a file is previewed, and what was told is what comes in, as one revision; facts are flagged, never refused', async () => {
      const rows = [paid('5100000001', '600.00', { order: 'PO-4500000123' }), paid('5100000002', '(20.00)')];
      const preview = await send(finance, rows, { query: '?preview=true' });
      expect(preview).toMatchObject({
        committed: null,
        counts: { inserts: 2, exceptions: 0 },
        table: 'ledgerPostings',
      });
      expect(preview.ledger).toMatchObject({
        sums: { total: { rows: 2, cents: 58_000 }, taken: { rows: 2 }, matchedBy: { commitment: 1, account: 1 } },
        months: [{ period: '2026-10', cents: 58_000 }],
        tieOut: null,
      });
      expect(preview.ledger.flags).toMatchObject([{ row: 2, rule: 'V26' }]);
      expect([(await postings()).length, (await state()).imports.length]).toEqual([0, 0]);
      const done = await send(finance, rows, { mapping: preview.mapping, query: `?base=${preview.revision}` });
      expect({ ...done, committed: null, remembered: null, ledger: null }).toEqual({
        ...preview,
        remembered: null,
        columns: done.columns,
        ledger: null,
      });
      expect({ ...done.ledger, tieOut: null, tieOutWords: null }).toEqual(preview.ledger);
      expect(done.committed).toBe(2);
      expect(await postings()).toMatchObject([{ amount: 60_000 }, { amount: -2_000 }]);
      const { revisions } = await (await finance.fetch('/history')).json();
      expect(revisions[0]).toMatchObject({
        revision: 2,
        origin: 'import',
        note: 'Imported Ledger postings from ledger.csv, sheet Text',
      });
      expect(await (await finance.fetch('/verify')).json()).toMatchObject({ ok: true });
    });

    test('[I1, V32] taken in twice it is taken in once: repeated, sent again, and written in another form', async () => {
      const rows = [paid('5100000001', '10.00'), paid('5100000002', '20.00')];
      const first = await send(finance, rows, { key: 'once' });
      const again = await send(finance, rows, { key: 'once' });
      expect([first.committed, again.committed]).toEqual([2, 2]);
      expect((await state()).imports).toHaveLength(1);
      const other = [paid('005100000002', '20.00'), paid("'5100000001", '10.00'), paid('5100000003', '5.00')];
      const more = await send(finance, other, { mapping: { accept: [...proposalKinds] } });
      expect(more.ledger.sums).toMatchObject({ duplicates: { rows: 2, cents: 3_000 }, taken: { rows: 1, cents: 500 } });
      expect((await postings()).reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(3_500);
      const { imports } = await state();
      expect(imports.map(({ revision }) => revision)).toEqual([3, 2]);
    });

    test('[V33, V31] the ledger’s totals are compared and kept, and plan and ledger are said to tie out or not', async () => {
      const rows = [paid('5100000001', '10.00'), paid('5100000002', '20.00', { date: '2026-08-30' })];
      expect((await state()).tieOutWords).toBe('Tied to ledger, 31 August 2026, difference 0.00.');
      const wrong = await send(finance, rows, { query: '?preview=true', control: { total: 3_100 } });
      expect(wrong.ledger.control).toEqual({
        total: 3_100,
        difference: 100,
        message: 'Import total 30.00 differs from ledger control total 31.00 by 1.00.',
      });
      const done = await send(finance, rows, { control: { total: 3_000, months: { '2026-10': 3_000, '2026-09': 0 } } });
      expect(done.ledger.control).toMatchObject({ difference: 0, message: null });
      expect(done.ledger.late).toEqual([
        {
          row: 3,
          message: 'Period 2026-08 is closed; 5100000002 was placed in 2026-09 with its original posting date kept.',
        },
      ]);
      // What came late stands in September, of which the ledger says nothing.
      expect(done.ledger.tieOutWords).toBe(
        'Not tied to ledger, 31 October 2026, difference 0.00: September 2026 is off by -20.00, October 2026 is off by 20.00.',
      );
      await send(finance, rows, { control: { months: { '2026-10': 1_000, '2026-09': 2_000 } } });
      const { tieOut, tieOutWords, imports } = await state();
      expect([tieOut.isTied, tieOutWords]).toEqual([true, 'Tied to ledger, 31 October 2026, difference 0.00.']);
      const totals = async (query: string) => (await (await finance.fetch(`/totals${query}`)).json()).ledger;
      expect(await totals('?ledger=true')).toEqual({ isTied: true, words: tieOutWords });
      expect(await totals('?ledger=true&asOf=2026-09-30')).toEqual({
        isTied: true,
        words: 'Tied to ledger, 30 September 2026, difference 0.00.',
      });
      expect([await totals(''), await totals('?ledger=true&at=1')]).toEqual([undefined, undefined]);
      expect(tieOut.months.find(({ period }) => period === '2026-09')).toMatchObject({
        cameLate: 2_000,
        status: 'Open',
      });
      expect(imports[1]).toMatchObject({
        fileName: 'ledger.csv',
        by: finance.person.name,
        controlTotal: 3_000,
        revision: 2,
      });
      expect(imports[1]?.tieOut?.isTied).toBe(false);
      expect(imports[1]?.digest).toMatch(/^[0-9a-f]{64}$/);
    });

    test('[LCK13] the control total of a closed month stays, and that is told', async () => {
      const done = await send(finance, [paid('5100000001', '10.00')], { control: { months: { '2026-08': 5 } } });
      expect(done.exceptions).toMatchObject([{ row: 0, rule: 'LCK13' }]);
      expect(done.ledger.sums).toMatchObject({ taken: { rows: 1 }, exceptions: { rows: 0 } });
    });

    test('[LDG2] what stays out is kept with owner and sentence, goes back mended, and is cured', async () => {
      const rows = [paid('5100000001', '10.00'), paid('5100000002', '20.00', { order: '4599' })];
      const done = await send(finance, rows);
      expect(done.ledger.sums).toMatchObject({ taken: { rows: 1 }, exceptions: { rows: 1, cents: 2_000 } });
      const [open] = (await state()).exceptions;
      expect(open).toMatchObject({ id: '5100000002/1', place: 'F3', why: 'unmatched', status: 'open', cents: 2_000 });
      expect(open?.message).toContain('Commitment 4599 is not in the plan.');
      const named = await finance.fetch('/ledger/exceptions', put({ id: '5100000002/1', owner: 'PM-01' }));
      expect(ledgerStateReply.parse(await named.json()).exceptions[0]).toMatchObject({
        owner: 'PM-01',
        status: 'open',
      });
      const file = await finance.fetch('/ledger/exceptions.xlsx', { method: 'POST', body: formOf(rows, {}) });
      expect(file.status).toBe(200);
      const [sheet] = await readGrids(new Uint8Array(await file.arrayBuffer()));
      const [head, row, none] = (sheet?.rows ?? []).map(({ cells }) =>
        cells.map((cell) => String(typeof cell === 'object' ? cell.value : (cell ?? ''))),
      );
      expect(head?.slice(9)).toEqual(['Budget Line ID', 'Owner', 'Exception No.', 'What SEP Sync found']);
      expect([row?.[0], row?.[11], none]).toEqual(['5100000002', '5100000002/1', undefined]);
      const mended = [(head ?? []).join(), (row ?? []).with(5, '').with(12, '').join()];
      const again = await send(finance, new TextEncoder().encode(mended.join('\n')));
      expect(again.ledger.sums).toMatchObject({ taken: { rows: 1, cents: 2_000 } });
      expect((await state()).exceptions).toMatchObject([{ id: '5100000002/1', status: 'cured', owner: 'PM-01' }]);
      expect((await postings()).map(({ budgetLine: line }) => line)).toEqual(['BL-001', 'BL-001']);
    });

    test('a row may stay out with a reason, until the file says otherwise of it', async () => {
      const rows = [paid('5100000002', '20.00', { order: '4599' })];
      await send(finance, rows);
      await finance.fetch('/ledger/exceptions', put({ id: '5100000002/1', explanation: 'Paid by the foundation.' }));
      await send(finance, rows);
      expect(await state()).toMatchObject({ openExceptions: 0, exceptions: [{ status: 'explained' }] });
      await send(finance, [paid('5100000002', '25.00', { order: '4599' })]);
      expect(await state()).toMatchObject({ openExceptions: 1, exceptions: [{ status: 'open', cents: 2_500 }] });
      expect((await finance.fetch('/ledger/exceptions', put({ id: 'no such', owner: 'x' }))).status).toBe(404);
      // [PRO17] One that says nothing failed in the database.
      expect((await finance.fetch('/ledger/exceptions', put({ id: '5100000002/1' }))).status).toBe(400);
    });

    test('[V26] amounts beyond what a figure holds to the cent are refused, and leave no cent behind in what is kept', async () => {
      const rows = [1, 2, 3, 4, 5].map((n) => paid(`510000000${n}`, '9999999999999.99'));
      const response = await finance.fetch('/ledger', { method: 'POST', body: formOf(rows, {}) });
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining('an amount with too many digits'),
      ]);
      expect([await postings(), (await state()).imports]).toEqual([[], []]);
      const done = await send(finance, [paid('5100000006', '0.01'), ...rows.slice(0, 2)]);
      expect(done.ledger.sums).toMatchObject({ taken: { rows: 3, cents: 1_999_999_999_999_999 } });
      expect(await (await finance.fetch('/verify')).json()).toMatchObject({ ok: true });
    });

    test('[LDG2] of two who decide on one row the second is told what the first has said, and each decision is written down', async () => {
      await send(finance, [paid('5100000002', '20.00', { order: '4599' })]);
      const seenOf = async () => {
        const [row] = (await state()).exceptions;
        if (row === undefined) throw new Error('There is no such row.');
        const { status, cents, why, owner, explanation } = row;
        return { status, cents, why, owner, explanation };
      };
      const seen = await seenOf();
      const id = '5100000002/1';
      const decide = async (decision: object) =>
        (await finance.fetch('/ledger/exceptions', put({ id, ...decision }))).status;
      expect(await decide({ explanation: 'Paid by the foundation.', seen })).toBe(200);
      expect(await decide({ explanation: null, seen })).toBe(409);
      expect(await decide({ owner: 'PM-01', seen: await seenOf() })).toBe(200);
      const before = await seenOf();
      expect(before).toMatchObject({ status: 'explained', explanation: 'Paid by the foundation.', owner: 'PM-01' });
      await send(finance, [paid('5100000002', '9000.00', { order: '4599' })]);
      // Nobody lets more stay out than they have seen.
      expect(await decide({ explanation: 'Paid by the foundation.', seen: before })).toBe(409);
      expect(await decide({ explanation: null, seen: await seenOf() })).toBe(200);
      const acts = await (await finance.fetch('/audit?act=decision')).json();
      expect(acts.entries.map(({ what }: { what: string }) => what)).toEqual([
        `Ledger row ${id}: to be mended again`,
        `Ledger row ${id}: said who mends it`,
        `Ledger row ${id}: explained why it stays out`,
      ]);
    });

    test('[LDG1, LDG2] the office’s rules decide, in their order', async () => {
      await finance.sync(
        {
          ledgerRules: inserts(
            { order: 20, description: '*', account: '*', vendor: 'Vendor A1', budgetLine: 'BL-001' },
            { order: 10, description: '*LICENSE*', category: 'Services & Licenses' },
          ).edits,
        },
        { base: 1 },
      );
      const row = [`5100000009,1,2026-10-05,26.00001,,,Vendor A1,ANNUAL LICENSE,7.00`];
      const done = await send(finance, row);
      expect([done.exceptions, done.ledger.sums.matchedBy.rule]).toEqual([[], 1]);
      expect(await postings()).toMatchObject([{ budgetLine: 'BL-002', amount: 700 }]);
    });

    test('columns are mapped once and remembered, for the file and for its rows to mend', async () => {
      const odd = [
        'Beleg,Pos,Tag,Konto,Betrag',
        `5100000001,1,2026-10-05,${account},10.00`,
        '5100000002,1,2026-10-05,99,20.00',
      ];
      const columns = { Beleg: 'document', Pos: 'line', Tag: 'postingDate', Konto: 'account', Betrag: 'amount' };
      const bytes = new TextEncoder().encode(odd.join('\n'));
      const first = await send(finance, bytes, { mapping: { table: 'ledgerPostings', columns } });
      expect(first.committed).toBe(2);
      const mend = new TextEncoder().encode(
        [
          `${odd[0]},Budget Line ID,Owner,Exception No.,What SEP Sync found`,
          '5100000002,1,2026-10-05,99,20.00,BL-002,,5100000002/1,',
        ].join('\n'),
      );
      const mended = await send(finance, mend);
      expect(mended.remembered).not.toBeNull();
      expect(mended.ledger.sums).toMatchObject({ taken: { rows: 1, cents: 2_000 }, matchedBy: { line: 1 } });
    });

    test('who may not bring in a ledger brings nothing in and leaves nothing behind', async () => {
      const viewer = await server().member(finance.program, 'viewer');
      const done = await send(viewer, [paid('5100000001', '10.00')]);
      expect(done).toMatchObject({ committed: null, counts: { inserts: 0, exceptions: 1 } });
      expect(await state()).toMatchObject({ imports: [], exceptions: [] });
      const refused = await viewer.fetch('/ledger/exceptions', put({ id: 'x', owner: 'y' }));
      expect(refused.status).toBe(403);
    });

    test('[V26, PPL1] what is a fact from who answers for the ledger is refused from others, as if they had typed it', async () => {
      const scoped = await server().member(finance.program, 'editor', { regions: [], projects: ['26.00001'] });
      const rows = [paid('5100000001', '600.00', { order: 'PO-4500000123' })];
      for (const query of ['?preview=true', '']) {
        const done = await send(scoped, rows, { query });
        expect(done).toMatchObject({ committed: null, counts: { inserts: 0, exceptions: 1 } });
        expect(done.exceptions).toMatchObject([{ row: 2, rule: 'V26' }]);
      }
      const within = await send(scoped, [paid('5100000003', '500.00', { order: 'PO-4500000123' })]);
      expect([within.counts, within.committed]).toMatchObject([{ inserts: 1, exceptions: 0 }, 2]);
    });

    test.each([
      ['', 'The file is empty.'],
      ['1,2,3\n4,5,6\n', 'No row of headers was found'],
      [`${heads}\0`, 'neither a workbook nor text'],
    ])('a file that is no ledger (%j) is told in a sentence', async (text, words) => {
      const response = await finance.fetch('/ledger', {
        method: 'POST',
        body: formOf(new TextEncoder().encode(text), {}),
      });
      expect(response.status).toBe(400);
      expect((await response.json()).error.message).toContain(words);
    });

    test.each([['{"total":"1.00"}'], ['{"months":{"October":1}}'], ['{"total":1.5}'], ['[[[']])(
      'control totals that are none (%s) are refused at their place',
      async (control) => {
        const form = formOf([paid('5100000001', '10.00')], {});
        form.set('control', control);
        const response = await finance.fetch('/ledger', { method: 'POST', body: form });
        expect(response.status).toBe(400);
        expect((await response.json()).error.details.path).toContain('control');
      },
    );

    test('formulas, bidirectional marks and numbers beyond counting are rows with a sentence, and nothing runs', async () => {
      const done = await send(finance, [
        paid('=CMD|x', '10.00'),
        paid('5100000002', '99999999999999999999.00'),
        paid('5100000003', '=1+1'),
        paid('51\u202E00004', '1.00'),
        paid('5100000005', '10.00', { text: '"=HYPERLINK(""http://x"")"' }),
      ]);
      expect(done.ledger.sums).toMatchObject({ total: { rows: 5 }, taken: { rows: 1 }, exceptions: { rows: 4 } });
      expect(new Set(done.exceptions.map(({ message }) => message.endsWith('.')))).toEqual(new Set([true]));
    });
  });
}

interface Asked {
  readonly query?: string;
  readonly key?: string;
  readonly mapping?: ImportMapping;
  readonly control?: LedgerControl;
  readonly name?: string;
}

function formOf(rows: readonly string[] | Uint8Array, { mapping, control, name = 'ledger.csv' }: Asked): FormData {
  const form = new FormData();
  const bytes = rows instanceof Uint8Array ? rows : new TextEncoder().encode([heads, ...rows].join('\n'));
  form.set('file', new File([new Uint8Array(bytes)], name));
  form.set('mapping', JSON.stringify({ accept: ['amountText'], ...mapping }));
  if (control !== undefined) form.set('control', JSON.stringify(control));
  return form;
}

function put(body: object): RequestInit {
  return { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
