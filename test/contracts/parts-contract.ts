import { beforeEach, describe, expect, test } from 'vitest';
import { appendRow, removeRow, setCell } from '../../server/workbook/testing/edit-file.ts';
import { sheetNamesOf } from '../../server/workbook/testing/defined-names.ts';
import { parseWorkbook } from '../../server/workbook/read/parse-workbook.ts';
import { metadataFromRows, metadataToRows } from '../../shared/tables/workbook-metadata.ts';
import { workbookReply, type WorkbookReply } from '../../shared/protocol/workbook.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { inserts, project, site, system, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** [W17] A workbook of a part of the plan, out and back. */
export function partsContract(server: () => TestServer): void {
  describe('a workbook of a part of the plan', () => {
    let finance: TestClient;
    let sites: RowId[];
    let projects: RowId[];

    beforeEach(async () => {
      finance = await server().member(await server().program(), 'finance');
      const [people, places, works] = [
        inserts({ id: 'PM-07', name: 'Ada Quintero', organization: 'District', active: true }),
        inserts(site('0417'), site('0420'), site('0433', { region: 'South' })),
        inserts(
          project('26.00001', { manager: 'PM-07' }),
          project('26.00002', { region: 'South', manager: 'PM-07' }),
          project('26.00003', { region: 'South' }),
        ),
      ];
      [sites, projects] = [places.ids, works.ids];
      const work = { system: 'LAN', item: 'Switches', plannedQuantity: 4, status: 'Planned', basis: 'Equal' };
      const scope = inserts(
        { project: '26.00001', location: '0417', ...work },
        { project: '26.00002', location: '0433', ...work },
        { project: '26.00003', location: '0420', ...work },
      );
      const reply = await finance.sync({
        people: people.edits,
        systems: inserts(system('LAN')).edits,
        sites: places.edits,
        projects: works.edits,
        scope: scope.edits,
      });
      expect(reply).toMatchObject({ refusals: [], committed: 1 });
    });

    async function download(query: string): Promise<Uint8Array> {
      const response = await finance.fetch(`/workbook.xlsx?${query}`);
      expect(response.status).toBe(200);
      return new Uint8Array(await response.arrayBuffer());
    }

    async function post(path: string, file: Uint8Array): Promise<WorkbookReply> {
      const response = await finance.fetch(path, { method: 'POST', body: new Uint8Array(file) });
      const body: unknown = await response.json();
      if (response.status !== 200) throw new Error(JSON.stringify(body));
      return workbookReply.parse(body);
    }

    /** What an upload does; its preview must have said the same. */
    async function upload(file: Uint8Array, query = ''): Promise<WorkbookReply> {
      const preview = await post(`/workbook?preview=true&${query}`, file);
      const reply = await post(`/workbook?${query}`, file);
      expect(preview.accepted).toBe(reply.accepted);
      expect(preview.warnings).toEqual(reply.warnings);
      return reply;
    }

    /** Keys of the rows that a file holds of a table, in the order of its sheet. */
    async function keysIn(file: Uint8Array, table: string): Promise<unknown[] | undefined> {
      const reading = await parseWorkbook(file);
      if (!reading.ok) throw new Error(reading.message);
      const [key = ''] = tableNamed(table).key;
      return reading.contents.tables.find((each) => each.table === table)?.rows.map(({ cells }) => cells[key]);
    }

    /** Address of a cell of a table's sheet by its row, from 1 below the headers. */
    function at(table: string, row: number, column: string): string {
      const index = Object.keys(tableNamed(table).columns).indexOf(column) + 1;
      return `${columnLetters(index)}${row + 1}`;
    }

    const cellsOf = async (table: string, row: RowId | undefined) => (await finance.rows(table)).get(row ?? '')?.cells;

    test('holds the rows of a region with what they name, and says which', async () => {
      const file = await download('region=North');
      expect(await keysIn(file, 'sites')).toEqual(['0417', '0420']);
      // 26.00003 is of the South: it is there for the name of its scope at 0420, and last.
      expect(await keysIn(file, 'projects')).toEqual(['26.00001', '26.00003']);
      expect(await keysIn(file, 'scope')).toEqual(['26.00001', '26.00003']);
      expect(await keysIn(file, 'people')).toEqual(['PM-07']);
      expect(sheetNamesOf(file)).toContain('Read Me');
      expect(sheetNamesOf(file)).not.toContain('Master Budget');
      expect(await keysIn(file, 'periods')).toBeUndefined();
    });

    test('holds a manager’s projects, one school, or what is open', async () => {
      expect(await keysIn(await download('manager=PM-07'), 'projects')).toEqual(['26.00001', '26.00002']);
      const school = await download('site=0420');
      expect([await keysIn(school, 'sites'), await keysIn(school, 'projects')]).toEqual([['0420'], ['26.00003']]);
      // Open is what the checks ask for: a project of the North is to have a list reference, say.
      expect(sheetNamesOf(await download('open=true'))).toContain('Read Me');
      const refused = await Promise.all(
        ['region=Nowhere', 'site=9999', 'manager=PM-99', 'region=North&site=0420'].map((query) =>
          finance.fetch(`/workbook.xlsx?${query}`),
        ),
      );
      expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    });

    test('comes back untouched without a change or a word, though most of the plan is not in it', async () => {
      const reply = await upload(await download('region=North'));
      expect(reply).toMatchObject({ committed: null, accepted: 0, warnings: [], refusals: [], conflicts: [] });
      expect((await finance.rows('sites')).size).toBe(3);
    });

    test('is taken under the name of who returns it, with a note of who answered', async () => {
      const file = setCell(await download('region=North'), 'Sites', at('sites', 1, 'shortName'), 'Alder');
      expect(await upload(file, 'answeredBy=Maria%20Lopez')).toMatchObject({ committed: 2, accepted: 1 });
      expect(await cellsOf('sites', sites[0])).toMatchObject({ shortName: 'Alder' });
      const history: unknown = await (await finance.fetch('/history')).json();
      expect(JSON.stringify(history)).toContain('Uploaded workbook of region North, answered by Maria Lopez');
    });

    test('asks before a row goes that was deleted in it, and for no other', async () => {
      const file = removeRow(await download('region=North'), 'Sites', 3);
      const asked = await upload(file);
      expect(asked).toMatchObject({ committed: null, held: [{ table: 'sites', row: sites[1], kind: 'missing' }] });
      expect(asked.warnings.map(({ rule }) => rule)).toEqual(['W3']);
      // Allowed, the row of scope goes, and nothing that the file did not hold goes with it.
      const scope = removeRow(await download('region=North'), 'Scope', 3);
      expect(await upload(scope, 'deletions=allow')).toMatchObject({ committed: 2, held: [] });
      expect((await finance.rows('scope')).size).toBe(2);
      expect((await finance.rows('sites')).size).toBe(3);
    });

    test('brings rows that were added below its own', async () => {
      const file = appendRow(await download('site=0420'), 'Scope', (row) =>
        row.replace(/R[0-9A-Z]{15}/, '').replace('26.00003', '26.00001'),
      );
      const reply = await upload(file);
      expect(reply).toMatchObject({ committed: 2, refusals: [] });
      const added = [...(await finance.rows('scope')).values()].map(({ cells }) => [
        cells['project'],
        cells['location'],
      ]);
      expect(added).toContainEqual(['26.00001', '0420']);
    });

    test('does not take what is typed into a row that is there for its name, and says so', async () => {
      const file = setCell(await download('region=North'), 'Projects', at('projects', 2, 'name'), 'Mine');
      const reply = await upload(file);
      expect(reply).toMatchObject({ committed: null, accepted: 0 });
      expect(reply.warnings).toMatchObject([
        {
          rule: 'W17',
          message:
            'In the sheet Projects 1 row (26.00003) is there for the name only; what was changed in it is not taken.',
        },
      ]);
      expect(await cellsOf('projects', projects[2])).toMatchObject({ name: 'Project 26.00003' });
      // Nor is it missed: whoever removes it has deleted nothing.
      const without = removeRow(await download('region=North'), 'Projects', 3);
      expect(await upload(without, 'deletions=allow')).toMatchObject({ committed: null, warnings: [] });
    });

    test('whose rows have come to another region meanwhile still brings what was changed in it, and nothing is lost', async () => {
      const file = await download('region=North');
      await finance.sync({ sites: update(sites[1] ?? '', { region: 'South', shortName: 'Theirs' }) }, { base: 1 });
      await finance.sync({ sites: update(sites[2] ?? '', { region: 'North' }) }, { base: 2 });
      const edited = setCell(
        setCell(file, 'Sites', at('sites', 2, 'shortName'), 'Mine'),
        'Sites',
        at('sites', 2, 'enrollment'),
        321,
      );
      const reply = await upload(edited, 'deletions=allow');
      expect(reply).toMatchObject({ accepted: 1, warnings: [], held: [] });
      expect(reply.conflicts).toMatchObject([{ row: sites[1], column: 'shortName', local: 'Mine', remote: 'Theirs' }]);
      expect(await cellsOf('sites', sites[1])).toMatchObject({ region: 'South', enrollment: 321 });
      // 0433 lies in the North now and is not in the file: it was never given, so it is not missed.
      expect((await finance.rows('sites')).size).toBe(3);
    });

    test('is no workbook for a pane, which would take what it lacks for deleted', async () => {
      const reading = await parseWorkbook(await download('region=North'));
      const metadata = reading.ok && reading.contents.metadata.ok ? reading.contents.metadata.metadata : undefined;
      expect(metadata?.part).toMatchObject({ label: 'region North' });
      const rows = metadata === undefined ? [] : metadataToRows(metadata);
      expect(rows[0]).toEqual(['schema', '2']);
      expect(metadataFromRows(rows)).toMatchObject({ ok: false, reason: 'newer' });
      expect(metadataFromRows(rows, { takesParts: true })).toMatchObject({
        ok: true,
        metadata: { part: metadata?.part },
      });
    });
  });
}
