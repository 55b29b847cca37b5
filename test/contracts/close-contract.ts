import { beforeEach, describe, expect, test } from 'vitest';
import { historyReply } from '../../shared/protocol/history.ts';
import { periodReply, periodsReply, type PeriodReply } from '../../shared/protocol/periods.ts';
import { syncReply, type SyncReply } from '../../shared/protocol/sync.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { approvingAmendment, approvingLine, inserts, smallPlan, update } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

/** [control.md §5] A month is closed step by step, by who closes months, and by nobody else. */
export function closeContract(server: () => TestServer): void {
  describe('the close of a month', () => {
    let finance: TestClient;
    let editor: TestClient;
    let viewer: TestClient;

    const posting = (document: string, cells: Cells = {}): Cells => ({
      document,
      line: 1,
      postingDate: '2026-10-12',
      period: '2026-10',
      budgetLine: 'BL-001',
      amount: 40_000,
      type: 'Invoice',
      ...cells,
    });

    beforeEach(async () => {
      const program = await server().program();
      [finance, editor, viewer] = [
        await server().member(program, 'finance'),
        await server().member(program, 'editor'),
        await server().member(program, 'viewer'),
      ];
      const admin = await server().member(program, 'admin');
      const plan = smallPlan();
      const [project] = plan['projects']?.inserts ?? [];
      await admin.sync({
        ...plan,
        changes: inserts(approvingAmendment('BA-1')).edits,
        changeLines: inserts(approvingLine('BA-1', 'BL-001')).edits,
        // One of them came late, which has to be explained.
        expenditures: inserts(
          posting('V-1', { amount: 30_000 }),
          posting('V-0', { postingDate: '2026-09-29', amount: 10_000 }),
        ).edits,
        periods: inserts(
          { period: '2026-09', status: 'Closed', controlTotal: 0 },
          { period: '2026-10', status: 'Open' },
          { period: '2026-11', status: 'Open' },
        ).edits,
      });
      const approval = { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
      await admin.sync({ projects: update(project?.row ?? '', approval) }, { base: 1 });
    });

    async function send(client: TestClient, path: string, body: object): Promise<SyncReply> {
      const response = await post(client, path, body);
      expect([path, response.status]).toEqual([path, 200]);
      return syncReply.parse(await response.json());
    }

    function post(client: TestClient, path: string, body: object): Promise<Response> {
      return client.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ syncId: newRow(), ...body }),
      });
    }

    const act = (client: TestClient, name: string, body: object = {}) => send(client, `/periods/2026-10/${name}`, body);

    const words = ({ refusals }: SyncReply) => [
      ...new Set(refusals.filter(({ rule }) => rule !== 'M8').map(({ message }) => message)),
    ];

    const month = async (client: TestClient): Promise<PeriodReply> =>
      periodReply.parse(await (await client.fetch('/periods/2026-10')).json());

    const explainAll = async () => {
      const open = (await month(finance)).checks.filter((check) => check.open > 0);
      const explanation = 'Known to the office, and agreed.';
      const explanations = open.map(({ id: checkId }) => ({ checkId, subjects: 'open', explanation }));
      return send(finance, '/explanations', { asOf: '2026-10-31', explanations });
    };

    async function closed(): Promise<SyncReply> {
      await act(finance, 'soft-close');
      await explainAll();
      return act(finance, 'close', { controlTotal: 40_000 });
    }

    test('[LCK12] each step is told, and refused with what is missing, until nothing is', async () => {
      expect(await month(finance)).toMatchObject({
        act: 'soft-close',
        refusals: [],
        expenditures: 40_000,
        postings: 2,
        late: { count: 1, amount: 10_000 },
      });
      const soft = await act(finance, 'soft-close', { asOfDate: '2026-10-31', cutOff: '2026-11-03 18:00' });
      expect([words(soft), typeof soft.committed]).toEqual([[], 'number']);

      const waits = 'Status of 2026-10 cannot become Closed yet: it needs an ERP Control Total and an explanation of';
      const stands = await month(finance);
      expect(stands).toMatchObject({ act: 'close', status: 'Soft close', controlTotal: null, difference: null });
      const flags = stands.checks.reduce((sum, { open }) => sum + open, 0);
      expect(flags).toBeGreaterThan(0);
      const missing = `${waits} ${flags} ${flags === 1 ? 'flag' : 'flags'}.`;
      expect(stands.refusals).toEqual([missing]);
      expect(words(await act(finance, 'close'))).toEqual([missing]);
      expect(words(await act(finance, 'close', { controlTotal: 39_999 }))).toEqual([
        missing.replace('an ERP Control Total', 'a Difference of 0.00'),
      ]);
      // All or nothing: the control total that came with it stayed out as well.
      expect((await month(finance)).controlTotal).toBeNull();

      expect(words(await explainAll())).toEqual([]);
      expect((await month(finance)).checks.map(({ open }) => open)).toEqual(stands.checks.map(() => 0));
      const reply = await act(finance, 'close', { controlTotal: 40_000 });
      expect([words(reply), typeof reply.committed]).toEqual([[], 'number']);
      expect(await month(finance)).toMatchObject({
        status: 'Closed',
        closedBy: finance.person.name,
        closedOn: '2026-11-23',
        snapshot: `r${reply.committed}`,
        difference: 0,
        expenditures: 40_000,
        postings: 2,
        late: { count: 1, amount: 10_000 },
        checks: [],
        act: 'reopen',
        refusals: [],
      });
      const history = historyReply.parse(await (await finance.fetch('/history?limit=1')).json());
      expect(history.revisions[0]).toMatchObject({ note: 'Close of 2026-10', door: 'sync', origin: 'action' });
    });

    test('[LCK12] no As-of Date hides from a close what the checks find at the end of the month', async () => {
      await act(finance, 'soft-close');
      const { checks } = await month(finance);
      const open = checks.reduce((sum, check) => sum + check.open, 0);
      const waits = 'Status of 2026-10 cannot become Closed yet: it needs';
      const unsettled = `an explanation of ${open} ${open === 1 ? 'flag' : 'flags'}.`;
      for (const asOfDate of ['2020-01-01', '2026-09-30', '2026-11-01', '2056-10-31'])
        expect(words(await act(finance, 'close', { controlTotal: 40_000, asOfDate }))).toEqual([
          `${waits} an As-of Date in 2026-10, or none and ${unsettled}`,
        ]);
      for (const asOfDate of ['2026-10-01', '2026-10-30'])
        expect(words(await act(finance, 'close', { controlTotal: 40_000, asOfDate }))).toEqual([
          `${waits} ${unsettled}`,
        ]);
      await explainAll();
      expect(words(await act(finance, 'close', { controlTotal: 40_000, asOfDate: '2020-01-01' }))).toEqual([
        `${waits} an As-of Date in 2026-10, or none.`,
      ]);
      expect(words(await act(finance, 'close', { controlTotal: 40_000, asOfDate: '2026-10-30' }))).toEqual([]);
    });

    test('[V33] explanations and control total come with the close, in one revision', async () => {
      await act(finance, 'soft-close');
      const { revision, checks } = await month(finance);
      const explanation = 'Known to the office, and agreed.';
      const explanations = checks.map(({ id: checkId }) => ({ checkId, subjects: 'open', explanation }));
      const reply = await act(finance, 'close', { controlTotal: 40_000, explanations });
      expect([words(reply), reply.committed]).toEqual([[], revision + 1]);
    });

    test('[I1] the same request is answered the same and done once; another one under its id is refused', async () => {
      const request = { syncId: newRow(), controlTotal: 40_000 };
      const first = await act(finance, 'soft-close', request);
      const again = await act(finance, 'soft-close', request);
      expect([again.committed, again.revision]).toEqual([first.committed, first.revision]);
      const other = await post(finance, '/periods/2026-10/soft-close', { ...request, controlTotal: 1 });
      expect(other.status).toBe(409);

      const said = { syncId: newRow(), asOf: '2026-10-31' };
      const [check] = (await month(finance)).checks;
      const explanations = [{ checkId: check?.id, subjects: 'open', explanation: 'As agreed last year.' }];
      const one = await send(finance, '/explanations', { ...said, explanations });
      const two = await send(finance, '/explanations', { ...said, explanations });
      expect(two.committed).toBe(one.committed);
      expect((await month(finance)).revision).toBe(one.revision);
    });

    test('[PPL3] who does not close months is told so, and does nothing', async () => {
      const before = await month(finance);
      for (const client of [editor, viewer]) {
        const told = await month(client);
        expect(told.refusals).toHaveLength(1);
        const reply = await act(client, 'soft-close');
        expect([reply.committed, reply.refusals[0]?.rule]).toEqual([null, 'PPL3']);
        expect(words(reply)).toEqual(told.refusals);
        expect(periodsReply.parse(await (await client.fetch('/periods')).json()).mayClose).toBe(false);
      }
      expect(await month(finance)).toEqual(before);
    });

    test('[LCK20] while it is in soft close, its postings are for finance', async () => {
      await act(finance, 'soft-close');
      const { revision } = await month(finance);
      const late = await editor.sync({ expenditures: inserts(posting('V-2')).edits }, { base: revision });
      expect([late.committed, late.refusals[0]?.rule]).toEqual([null, 'LCK20']);
      expect(late.refusals[0]?.locked).toMatchObject({ act: 'set to soft close', by: finance.person.name });
      const next = posting('V-3', { period: '2026-11' });
      expect((await editor.sync({ expenditures: inserts(next).edits }, { base: revision })).refusals).toEqual([]);
      const own = await finance.sync({ expenditures: inserts(posting('V-4')).edits }, { base: revision });
      expect(own.refusals).toEqual([]);
    });

    test('[LCK12] the last closed month is opened again with a reason, and closed again by another revision', async () => {
      const first = await closed();
      const bare = await act(finance, 'reopen');
      expect(words(bare)).toEqual([
        'Status of 2026-10 cannot become Soft close yet: it needs a reason in the note to the change.',
      ]);
      await act(finance, 'reopen', { reason: 'Invoice V-9 was missing.' });
      expect(await month(finance)).toMatchObject({
        status: 'Soft close',
        closedBy: null,
        snapshot: null,
        act: 'close',
      });
      const again = await act(finance, 'close');
      expect(words(again)).toEqual([]);
      expect((await month(finance)).snapshot).toBe(`r${again.committed}`);
      expect(again.committed).toBeGreaterThan(first.committed ?? 0);
      const late = await post(finance, '/periods/2026-10/close', {});
      expect([late.status, await late.text()]).toEqual([400, expect.stringContaining('2026-10 is closed already.')]);
    });

    test('[LCK12] of two who take a step on one page the second is told, and takes the month no further', async () => {
      await closed();
      const { revision: seen, hash } = await month(finance);
      const other = await server().member(finance.program, 'finance');
      await act(other, 'reopen', { reason: 'Invoice V-9 was missing.', seen, hash });
      const late = await post(finance, '/periods/2026-10/reopen', { reason: 'Invoice V-9 is missing.', seen, hash });
      const since = `${other.person.name} has changed 2026-10 since you looked: it is in soft close, with`;
      expect([late.status, await late.text()]).toEqual([
        409,
        expect.stringContaining(`${since} a control total of 400.00. Nothing of yours was done.`),
      ]);
      expect((await month(finance)).status).toBe('Soft close');
      // A control total that somebody else has said since is not written over by the one of an older page.
      const page = await month(finance);
      const [row = ''] =
        [...(await finance.rows('periods'))].find(([, { cells }]) => cells['period'] === '2026-10') ?? [];
      await other.sync({ periods: update(row, { controlTotal: 41_000 }) }, { base: page.revision });
      const stale = { controlTotal: 40_000, seen: page.revision, hash: page.hash };
      expect((await post(finance, '/periods/2026-10/close', stale)).status).toBe(409);
      expect(await month(finance)).toMatchObject({ status: 'Soft close', controlTotal: 41_000 });
    });

    test('[EXP1] nobody explains what was found since they looked', async () => {
      await act(finance, 'soft-close');
      const explanation = 'Known to the office, and agreed.';
      const explained = async ({ checks, asOf }: PeriodReply) =>
        post(finance, '/explanations', {
          asOf,
          explanations: checks.map(({ id: checkId, standing }) => ({
            checkId,
            subjects: 'open',
            standing,
            explanation,
          })),
        });
      const page = await month(finance);
      const came = posting('V-7', { postingDate: '2026-09-30', amount: -5_000 });
      await finance.sync({ expenditures: inserts(came).edits }, { base: page.revision });
      const late = await explained(page);
      expect([late.status, await late.text()]).toEqual([
        409,
        expect.stringMatching(/What V\d+ finds has changed since you looked. Nothing was explained./),
      ]);
      expect((await finance.rows('explanations')).size).toBe(0);
      expect((await explained(await month(finance))).status).toBe(200);
      expect((await month(finance)).checks.map(({ open }) => open)).toEqual(page.checks.map(() => 0));
    });

    test('[EXP1] who edits rows proposes an explanation, finance lets it stand, and what becomes worse is open again', async () => {
      const [check] = (await month(editor)).checks;
      const [flag] = check?.flags ?? [];
      const asked = { checkId: check?.id, subjects: [flag?.subject ?? ''] };
      const say = (client: TestClient, more: object) =>
        send(client, '/explanations', { asOf: '2026-10-31', explanations: [{ ...asked, ...more }] });
      const told = async () =>
        (await month(finance)).checks
          .find(({ id }) => id === check?.id)
          ?.flags.find(({ subject }) => subject === flag?.subject)?.explanation;

      await say(editor, { explanation: 'The school opens in May.', owner: 'Ben Cole' });
      expect(await told()).toEqual({
        owner: 'Ben Cole',
        explanation: 'The school opens in May.',
        explainedBy: null,
        explainedOn: null,
        holds: false,
      });
      const refused = await say(editor, { explanation: 'The school opens in June.', state: 'Explained' });
      const rules = refused.refusals.map(({ rule }) => rule);
      expect([refused.committed, rules]).toEqual([null, expect.arrayContaining(['PPL3'])]);
      await say(finance, { explanation: 'The school opens in May.' });
      const kept = { explainedBy: finance.person.name, explainedOn: '2026-11-23', owner: 'Ben Cole', holds: true };
      expect(await told()).toMatchObject(kept);
      const inJuly = { asOf: '2026-10-31', explanations: [{ ...asked, explanation: 'In July.' }] };
      const short = await post(finance, '/explanations', inJuly);
      expect([short.status, await short.text()]).toEqual([400, expect.stringContaining('at least 10 characters')]);
      expect(await told()).toMatchObject({ ...kept, explanation: 'The school opens in May.' });

      // What is said anew takes the place of what was said, with who says it.
      await say(finance, { explanation: 'The school opens in June.' });
      expect(await told()).toMatchObject({ ...kept, explanation: 'The school opens in June.' });
      const [row = ''] = (await finance.rows('explanations')).keys();
      const { revision } = await month(finance);
      const weaker = await finance.sync({ explanations: update(row, { status: 'Open' }) }, { base: revision });
      expect(weaker.refusals).toEqual([]);
      expect(await told()).toMatchObject({ holds: false, explainedBy: null });
    });

    test('[EXP1] who proposes an explanation does not say how much may stand, so that finance lets no more stand than is there', async () => {
      const { checks, revision } = await month(editor);
      const [check] = checks;
      const about = { checkId: check?.id ?? '', subject: check?.flags[0]?.subject ?? '' };
      const proposed = { ...about, status: 'Open', explanation: 'The school opens in May.' };
      const nothingFound = { difference: null, findings: null };
      const onlyFinance = expect.stringContaining('filled in by finance, who lets the finding stand. Leave it empty');
      const rowNow = async () => [...(await finance.rows('explanations')).values()][0]?.cells;
      // What was proposed comes in, without what is not theirs to say.
      const { ids, edits } = inserts({ ...proposed, difference: 999_999_999_99 });
      expect(words(await editor.sync({ explanations: edits }, { base: revision }))).toEqual([onlyFinance]);
      expect(await rowNow()).toMatchObject({ ...proposed, ...nothingFound });
      const more = { explanations: update(ids[0] ?? '', { findings: 9_999 }) };
      expect(words(await editor.sync(more, { base: revision + 1 }))).toEqual([onlyFinance]);
      // By the page it is proposed without a refusal, and finance says how much stands.
      const say = (client: TestClient, explanation: string) => {
        const explanations = [{ checkId: about.checkId, subjects: [about.subject], explanation }];
        return send(client, '/explanations', { asOf: '2026-10-31', explanations });
      };
      expect(words(await say(editor, 'The school opens in June.'))).toEqual([]);
      expect(await rowNow()).toMatchObject({ explanation: 'The school opens in June.', ...nothingFound });
      expect(words(await say(finance, 'The school opens in June.'))).toEqual([]);
      expect(await rowNow()).toMatchObject({ status: 'Explained', findings: 1 });
    });

    test('months are listed with what the plan holds of them, and one that is not there comes in by its soft close', async () => {
      const list = async () => periodsReply.parse(await (await finance.fetch('/periods')).json());
      expect(await list()).toMatchObject({
        mayClose: true,
        today: '2026-11-23',
        next: '2026-10',
        periods: [
          { period: '2026-11', status: 'Open', expenditures: 0 },
          { period: '2026-10', status: 'Open', expenditures: 40_000, difference: null },
          { period: '2026-09', status: 'Closed', expenditures: 0, difference: 0 },
        ],
      });
      await send(finance, '/periods/2026-12/soft-close', { controlTotal: 0 });
      expect(await list()).toMatchObject({
        next: '2026-10',
        periods: [{ period: '2026-12', difference: 0 }, {}, {}, {}],
      });
      expect((await finance.fetch('/periods/2026-08')).status).toBe(404);
      expect((await finance.fetch('/periods/2026-13')).status).toBe(400);
    });
  });
}
