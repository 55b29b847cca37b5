import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inserts, site, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

interface Kept {
  readonly kind: string;
  readonly column: string;
  readonly local: unknown;
  readonly status: string;
  readonly outcome: string | null;
}

async function kept(client: TestClient): Promise<Kept[]> {
  const { conflicts }: { conflicts: Kept[] } = await (await client.fetch('/conflicts')).json();
  return conflicts.map(({ kind, column, local, status, outcome }) => ({ kind, column, local, status, outcome }));
}

/** a has set these cells of a site at revision 2, or deleted it; b sent other ones from revision 1. */
async function disagreement(
  theirs: 'delete' | Record<string, string | number>,
  mine: 'delete' | Record<string, string | number>,
) {
  const program = await server.program();
  const [a, b] = [await server.member(program, 'admin'), await server.member(program, 'admin')];
  const { ids, edits } = inserts(site('0417', { enrollment: 100, shortName: 'base' }));
  const row = ids[0] ?? '';
  await a.sync({ sites: edits });
  const said = (what: typeof mine) => ({ sites: what === 'delete' ? { deletes: [{ row }] } : update(row, what) });
  await a.sync(said(theirs), { base: 1 });
  await b.sync(said(mine), { base: 1 });
  return { a, b, row };
}

const open = (column: string, local: unknown) => ({ column, local, status: 'open', outcome: null });

describe('[CON2–CON5] an open conflict that a later sync does not report again', () => {
  test('stays open while the workbook stands before the other’s value, and until its cell is accepted', async () => {
    const { b, row } = await disagreement({ shortName: 'theirs' }, { shortName: 'mine' });
    await b.sync({ sites: update(row, { grades: 'KG-05' }) }, { base: 1 });
    expect(await kept(b)).toMatchObject([open('shortName', 'mine')]);
    const refused = await b.sync(
      { sites: update(row, { shortName: 'x'.repeat(5000) }, { shortName: 2 }) },
      { base: 2 },
    );
    expect(refused.refusals).not.toEqual([]);
    expect(await kept(b)).toMatchObject([open('shortName', 'mine')]);
  });

  test('is decided for the other’s value by typing just that', async () => {
    const { b, row } = await disagreement({ shortName: 'theirs' }, { shortName: 'mine' });
    await b.sync({ sites: update(row, { shortName: 'theirs' }, { shortName: 1 }) }, { base: 1 });
    expect(await kept(b)).toMatchObject([{ status: 'decided', outcome: 'theirs' }]);
  });

  test('is decided otherwise by deleting the row, and for mine where deleting was my side of it', async () => {
    const edited = await disagreement({ shortName: 'theirs' }, { shortName: 'mine' });
    await edited.b.sync({ sites: { deletes: [{ row: edited.row }] } }, { base: 2 });
    expect(await kept(edited.b)).toMatchObject([{ status: 'decided', outcome: 'other' }]);
    const deleted = await disagreement({ shortName: 'theirs' }, 'delete');
    expect(await kept(deleted.b)).toMatchObject([{ kind: 'deleteEdit', status: 'open' }]);
    await deleted.b.sync({ sites: { deletes: [{ row: deleted.row }] } }, { base: 2 });
    expect(await kept(deleted.b)).toMatchObject([{ kind: 'deleteEdit', status: 'decided', outcome: 'mine' }]);
  });

  test('is decided by both changes only where they are numbers', async () => {
    const { b, row } = await disagreement({ enrollment: 110 }, { enrollment: 130 });
    await b.sync({ sites: update(row, { enrollment: 139 }, { enrollment: 2 }) }, { base: 2 });
    expect(await kept(b)).toMatchObject([{ status: 'decided', outcome: 'other' }]);
    const texts = await disagreement({ shortName: '' }, { shortName: 'mine' });
    await texts.b.sync({ sites: update(texts.row, { shortName: 'both' }, { shortName: 2 }) }, { base: 2 });
    expect(await kept(texts.b)).toMatchObject([{ status: 'decided', outcome: 'other' }]);
  });

  test('is one for each cell: another cell of its row settles nothing but its own', async () => {
    const { b, row } = await disagreement(
      { shortName: 'theirs', enrollment: 110 },
      { shortName: 'mine', enrollment: 130 },
    );
    await b.sync({ sites: update(row, { enrollment: 130 }, { enrollment: 2 }) }, { base: 1 });
    const state = new Map((await kept(b)).map(({ column, status, outcome }) => [column, [status, outcome]]));
    expect(state).toEqual(
      new Map([
        ['shortName', ['open', null]],
        ['enrollment', ['decided', 'mine']],
      ]),
    );
  });
});
