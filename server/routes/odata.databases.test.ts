import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inserts, site, smallPlan } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { sites } from '../../shared/tables/sites.ts';
import { ROW_ID } from '../odata/entity-model.ts';
import { matchesFilter } from '../odata/matches-filter.ts';
import { comparisons, textTests } from '../odata/parse-filter.ts';
import { readEntities } from '../odata/read-entities.ts';
import type { TypedFilter } from '../odata/typed-filter.ts';
import { tries } from '../../test/run-size.ts';

const postgres = async () => {
  const { url, ownerUrl, drop } = await freshDatabaseWithRole();
  return { address: { url, ownerUrl }, drop };
};
const sqlite = () => Promise.resolve({ address: { file: ':memory:' }, drop: () => Promise.resolve() });

/** Names in which databases of different languages differ, and what is near each other. */
const names = [
  'Alder',
  'alder',
  'Álder',
  'Ñandú',
  'Zebra',
  '100 % "A"',
  "O'Neil",
  'a_b',
  'a%b',
  '😀 school',
  'Alder 2',
];

describe.each([
  { name: 'SQLite', open: sqlite },
  { name: 'PostgreSQL', open: postgres },
])('the plan as OData on $name', ({ open }) => {
  let server: TestServer;
  let client: TestClient;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const opened = await open();
    drop = opened.drop;
    server = await startTestServer(opened.address);
    client = await server.member(await server.program(), 'viewer');
    const finance = await server.member(client.program, 'finance');
    const rows = names.map((name, index) =>
      site(String(1000 + index), {
        name,
        enrollment: index % 4 === 0 ? null : index * 10,
        shortName: index % 3 === 0 ? null : name,
      }),
    );
    await finance.sync({ ...smallPlan(), sites: inserts(...rows).edits });
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    Promise.resolve(
      server.app.request(`/odata/${client.program}/${path}`, {
        headers: { authorization: `Bearer ${client.person.token}`, ...headers },
      }),
    );
  const body = async (path: string, headers: Record<string, string> = {}) => {
    const response = await ask(path, headers);
    expect(response.status, path).toBe(200);
    expect(response.headers.get('odata-version')).toBe('4.0');
    return response.json();
  };

  test('the service document names every table, and the metadata its properties with their types', async () => {
    const { value } = await body('');
    expect(value).toContainEqual({ name: 'budgetLines', title: 'Budget Lines', kind: 'EntitySet', url: 'budgetLines' });
    const xml = await (await ask('$metadata')).text();
    expect(xml).toContain('<Property Name="original" Type="Edm.Decimal" Precision="18" Scale="2">');
    expect(xml).toContain('<EntitySet Name="sites" EntityType="SEP.sites"/>');
  });

  test('amounts are dollars, empty cells null, and figures are there beside what was typed', async () => {
    const { value } = await body("budgetLines?$filter=id eq 'BL-001'&$select=id,original,current,note");
    expect(value).toEqual([{ id: 'BL-001', original: 10_000, current: expect.any(Number), note: null }]);
    const { value: large } = await body(
      'budgetLines?$filter=current ge 1000 and original lt 20000.5&$orderby=current desc',
    );
    expect(large.map(({ id }: { id: string }) => id)).toEqual(['BL-001']);
  });

  test('pages name the next one, and all of them are of one revision', async () => {
    const seen: string[] = [];
    let path: string | null = 'sites?$orderby=name desc&$select=code&$top=7&$count=true';
    let first = true;
    while (path !== null) {
      const page: { value: { code: string }[]; '@odata.nextLink'?: string; '@odata.count': number } = await body(path, {
        prefer: 'odata.maxpagesize=3',
      });
      expect(page['@odata.count']).toBe(names.length);
      seen.push(...page.value.map(({ code }) => code));
      if (first) {
        first = false;
        const finance = await server.member(client.program, 'finance');
        await finance.sync({ sites: inserts(site('1900', { name: 'zz' })).edits }, { base: 1 });
        const { value } = await body("sites?$filter=code eq '1900'");
        await finance.sync({ sites: { deletes: [{ row: value[0][ROW_ID] }] } }, { base: 2 });
      }
      const next: string | undefined = page['@odata.nextLink'];
      path = next === undefined ? null : (next.split(`${client.program}/`)[1] ?? null);
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect(seen).not.toContain('1900');
  });

  test('a list of as many values as a filter has room for is answered', async () => {
    const list = (among: readonly unknown[]) => `sites?$filter=enrollment in (${among.join(',')})&$select=code`;
    const many = Array.from({ length: 1900 }, (_, index) => index % 10);
    expect((await body(list(many))).value).toEqual([]);
    const some = [...Array.from({ length: 1200 }, () => 1), 10];
    expect((await body(list(some))).value).toEqual([{ code: '1001' }]);
    const ors = Array.from({ length: 180 }, () => 'enrollment eq 10').join(' or ');
    expect((await body(`sites?$filter=${ors}&$select=code`)).value).toEqual([{ code: '1001' }]);
  });

  test('one row is found by its key, and how many there are is a number alone', async () => {
    const { value } = await body("sites?$filter=name eq 'O''Neil'");
    expect(await body(`sites('${value[0][ROW_ID]}')`)).toMatchObject({ name: "O'Neil" });
    expect(await (await ask('sites/$count?$filter=enrollment eq null')).text()).toBe('3');
    expect((await ask("sites('R000000000000000')")).status).toBe(404);
  });

  test.each([
    ['sites?$filter=nothing eq 1', 400],
    ["sites?$filter=enrollment eq '1'", 400],
    ['sites?$expand=projects', 400],
    ['sites?$orderby=name sideways', 400],
    ['sites?$top=many', 400],
    ['sites?$select=constructor', 400],
    ['constructor', 404],
  ])('%s is answered with %i', async (path, status) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect((await response.json()).error.message).not.toBe('');
  });

  test.each(['$select', '$orderby', '$filter'])('a property that there is not is told of %s', async (part) => {
    const { error } = await (await ask(`sites?${part}=foo${part === '$filter' ? ' eq 1' : ''}`)).json();
    expect(error.details).toEqual({ path: part });
  });

  test('nobody reads it without a sign-in, and no stranger', async () => {
    expect((await server.app.request(`/odata/${client.program}/sites`)).status).toBe(401);
    const stranger = await server.member(await server.program(), 'admin');
    const headers = { authorization: `Bearer ${stranger.person.token}` };
    expect((await server.app.request(`/odata/${client.program}/sites`, { headers })).status).toBe(404);
  });

  test('whatever a filter asks, the database finds the rows that the rules find', async () => {
    const rows = [...(await client.rows('sites')).values()];
    const text = fc.constantFrom(
      ...names,
      ...names.map((name) => Array.from(name).slice(1, 3).join('')),
      'a',
      '%',
      '_',
      '',
    );
    const folded = null;
    const compareText = fc.record({
      kind: fc.constant('compare' as const),
      column: fc.constantFrom('name', 'shortName', ROW_ID),
      by: fc.constantFrom(...comparisons),
      value: fc.oneof(text, fc.constant(null)),
      folded: fc.constant(folded),
    });
    const compareNumber = fc.record({
      kind: fc.constant('compare' as const),
      column: fc.constant('enrollment'),
      by: fc.constantFrom(...comparisons),
      value: fc.constantFrom(null, 0, 10, 20, 20.5, -1, 1e15),
      folded: fc.constant(folded),
    });
    const contains = fc.record({
      kind: fc.constant('text' as const),
      column: fc.constantFrom('name', 'shortName'),
      by: fc.constantFrom(...textTests),
      value: text,
      folded: fc.constant(folded),
    });
    const { filter } = fc.letrec<{ filter: TypedFilter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        compareText,
        compareNumber,
        contains,
        fc.record({ kind: fc.constant('not' as const), of: tie('filter') }),
        fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('filter'), right: tie('filter') }),
      ),
    }));
    const order = fc.array(
      fc.record({ column: fc.constantFrom('name', 'shortName', 'enrollment'), isDown: fc.boolean() }),
      { maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(filter, order, async (asked, by) => {
        const query = {
          table: sites,
          filter: asked,
          order: by,
          columns: ['code'],
          offset: 0,
          limit: 100,
          withCount: true,
        };
        const head = Number((await (await client.fetch('/history?limit=1')).json()).revisions[0].revision);
        const found = await readEntities(server.store, client.program, {
          ...query,
          time: { revision: head, asOf: '2026-11-23' },
        });
        // One revision less than the head is looked through without the database.
        const slow = await readEntities(server.store, client.program, {
          ...query,
          time: { revision: 1, asOf: '2026-11-23' },
        });
        expect(found.rows).toEqual(slow.rows);
        const expected = rows.filter(({ row, cells }) =>
          matchesFilter(asked, (column) => (column === ROW_ID ? row : (cells[column] ?? null))),
        );
        expect(found.count).toBe(expected.length);
      }),
      { numRuns: tries(60) },
    );
  });
});
