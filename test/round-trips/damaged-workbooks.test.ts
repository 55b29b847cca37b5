import {
  array,
  asyncProperty,
  assert as assertProperty,
  constant,
  constantFrom,
  double,
  integer,
  nat,
  oneof,
  option,
  record,
  type Arbitrary,
} from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorBody } from '../../shared/protocol/error.ts';
import { historyReply } from '../../shared/protocol/history.ts';
import { workbookReply, type WorkbookChange, type WorkbookReply } from '../../shared/protocol/workbook.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { appendRow, editPart, removeRow, setCell, sheetPath } from '../../server/workbook/testing/edit-file.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { damageFile, damageSheet, type Damage, type FileDamage } from './damages.ts';
import { addMiniPlan, changesBetween, download, planState, type PlanState } from './mini-plan.ts';

/** Generated workbooks per run; each is downloaded, damaged, previewed and uploaded twice on the real app. */
const RUNS = process.env['SEP_TEST_SIZE'] === 'long' ? 1500 : 40;
const TIME_LIMIT_MS = 3_600_000;

const sheets = ['Sites', 'Systems', 'Projects', 'Scope', 'Funding Sources', 'Budget Lines', 'Expenditures'] as const;
const typedValues = ['', 'x', '01234', 'Ñandú – 学校', '=1+1', '2026-01-31', '26.00002', 'North', 'BND-A', '1,234.50'];

const typedValue = oneof(constantFrom(...typedValues), constantFrom(0, 7, -1, 12.34, 46_053, 1e300), constant(null));
const few = integer({ min: 1, max: 3 });
const share = double({ min: 0.05, max: 0.99, noNaN: true });

const damages: Arbitrary<Damage> = oneof(
  { weight: 4, arbitrary: record({ do: constant('type'), row: nat(), column: nat(), value: typedValue }) },
  record({ do: constant('deleteRow'), row: nat() }),
  record({ do: constant('clearRow'), row: nat() }),
  record({ do: constant('doubleRow'), row: nat(), below: nat() }),
  record({
    do: constant('newRow'),
    row: nat(),
    key: constantFrom('0999', 'NEW', 'BL-900'),
    gap: integer({ min: 0, max: 2 }),
  }),
  record({ do: constant('blankRows'), row: nat(), count: few }),
  record({ do: constant('sort'), column: nat() }),
  record({ do: constant('hideRows'), row: nat(), count: few }),
  record({ do: constant('moveColumn'), from: nat(), to: nat() }),
  record({ do: constant('doubleColumn'), column: nat(), value: constantFrom('mine', '5') }),
  record({ do: constant('textNumbers'), column: nat() }),
  record({ do: constant('formulas'), column: nat(), result: constantFrom('kept', 'missing') }),
  record({ do: constant('clearRowIds') }),
  record({ do: constant('dropRowIds') }),
  record({ do: constant('pasteRowIds'), from: nat(), to: nat() }),
  record({ do: constant('totalsRow') }),
  record({ do: constant('mergeHeader'), column: nat() }),
  record({ do: constant('rowsAbove'), count: few }),
);

const fileDamages: Arbitrary<FileDamage> = oneof(
  record({ do: constant('dropTables') }),
  record({ do: constant('dropMetadata') }),
  record({ do: constant('shareStrings') }),
  record({ do: constant('copySheet'), sheet: constantFrom(...sheets), value: constantFrom('mine', '7') }),
  record({ do: constant('truncate'), share }),
  record({ do: constant('truncateSheet'), sheet: constantFrom(...sheets), share }),
);

interface Story {
  readonly sheets: readonly { readonly sheet: string; readonly damages: readonly Damage[] }[];
  readonly file: FileDamage | null;
  /** What the person answered to questions. */
  readonly query: string;
  /** Somebody else edits the plan after the download. */
  readonly meanwhile: boolean;
}

const stories: Arbitrary<Story> = record({
  sheets: array(record({ sheet: constantFrom(...sheets), damages: array(damages, { minLength: 1, maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 2,
  }),
  file: option(fileDamages, { freq: 2 }),
  query: constantFrom('', '', '&deletions=allow', '&deletions=allow&realign=true', '&base=1', '&emptied=empty'),
  meanwhile: constantFrom(false, false, true),
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** Somebody else renames the first site and notes something on a budget line. */
async function editMeanwhile(other: TestClient): Promise<void> {
  const [site] = [...(await other.rows('sites')).keys()];
  const lines = [...(await other.rows('budgetLines')).values()];
  await other.sync(
    {
      sites: { inserts: [], updates: [{ row: site ?? '', cells: { name: 'Theirs', shortName: 'T' } }], deletes: [] },
      budgetLines: { inserts: [], updates: [{ row: lines[0]?.row ?? '', cells: { note: 'Theirs' } }], deletes: [] },
    },
    { base: 1 },
  );
}

function damaged(file: Uint8Array, story: Story): Uint8Array {
  const edited = story.sheets.reduce((bytes, { sheet, damages: list }) => damageSheet(bytes, sheet, list), file);
  return story.file ? damageFile(edited, story.file) : edited;
}

type Answer = { readonly reply: WorkbookReply } | { readonly error: unknown };

async function post(client: TestClient, file: Uint8Array, query: string): Promise<Answer> {
  const response = await client.fetch(`/workbook?${query}`, { method: 'POST', body: new Uint8Array(file) });
  const body: unknown = await response.json();
  if (response.status === 200) return { reply: workbookReply.parse(body) };
  expect(response.status).toBeLessThan(500);
  return { error: errorBody.parse(body).error };
}

/** Changes as preview and journal both tell them: editable cells, in one order, a delete without its cells. */
function comparable(changes: readonly WorkbookChange[]): unknown[] {
  return changes
    .map(({ table, row, kind, cells }) => {
      const { columns } = tableNamed(table);
      const told = kind === 'delete' ? [] : cells.filter(({ column }) => columns[column]?.computed !== true);
      const sorted = [...told].sort((left, right) => (left.column < right.column ? -1 : 1));
      return { place: `${tables.findIndex(({ name }) => name === table)} ${table} ${row}`, kind, cells: sorted };
    })
    .sort((left, right) => (left.place < right.place ? -1 : 1));
}

async function journalOf(client: TestClient, revision: number | null): Promise<unknown[]> {
  if (revision === null) return [];
  const response = await client.fetch('/history?limit=1000');
  const { revisions } = historyReply.parse(await response.json());
  return comparable(revisions.find((one) => one.revision === revision)?.changes ?? []);
}

/** What an answer says of the file, without what is made anew for each answer. */
function saidIn({ conflicts, refusals, warnings, held }: WorkbookReply): unknown {
  return { conflicts: conflicts.map(({ id: _id, at: _at, ...conflict }) => conflict), refusals, warnings, held };
}

/** Editable cells that hold something else than before, and rows that are gone, by table, Row ID and column. */
function cellsChanged(before: PlanState, after: PlanState): Map<string, unknown> {
  const cellsOf = (state: PlanState) =>
    new Map(
      [...state].flatMap(([table, rows]) =>
        [...rows].flatMap(([row, cells]) => [
          [`${table} ${row}`, 'there'] as const,
          ...Object.entries(cells).map(([column, value]) => [`${table} ${row} ${column}`, value] as const),
        ]),
      ),
    );
  const [old, now] = [cellsOf(before), cellsOf(after)];
  const changed = [...now].filter(
    ([place, value]) => place.split(' ').length === 3 && value !== (old.get(place) ?? null),
  );
  const gone = [...old.keys()].filter((place) => place.split(' ').length === 2 && !now.has(place));
  return new Map<string, unknown>([...changed, ...gone.map((place) => [place, 'gone'] as const)]);
}

/** The same, as a preview lists them. */
function cellsPromised({ changes }: WorkbookReply): Map<string, unknown> {
  return new Map(
    (changes?.rows ?? []).flatMap(({ table, row, kind, cells }): [string, unknown][] => {
      if (kind === 'delete') return [[`${table} ${row}`, 'gone']];
      const { columns } = tableNamed(table);
      const typed = cells.filter(({ column }) => columns[column]?.computed !== true);
      return typed.map(({ column, after }) => [`${table} ${row} ${column}`, after]);
    }),
  );
}

/** Plays one story. */
async function play(story: Story): Promise<'refused' | 'changed' | 'unchanged'> {
  const finance = await addMiniPlan(server);
  const file = damaged(await download(finance), story);
  if (story.meanwhile) await editMeanwhile(finance);
  return await giveBack(finance, file, story.query);
}

/** Gives a file back; throws where the preview did not tell what the upload did. */
async function giveBack(
  finance: TestClient,
  file: Uint8Array,
  query: string,
): Promise<'refused' | 'changed' | 'unchanged'> {
  const before = await planState(finance);
  const preview = await post(finance, file, `preview=true${query}`);
  expect(changesBetween(before, await planState(finance))).toEqual([]);
  const answer = await post(finance, file, query);
  const after = await planState(finance);
  if ('error' in preview || 'error' in answer) {
    expect(answer).toEqual(preview);
    expect(changesBetween(before, after)).toEqual([]);
    return 'refused';
  }
  expect(saidIn(answer.reply)).toEqual(saidIn(preview.reply));
  const journal = await journalOf(finance, answer.reply.committed);
  expect(comparable(preview.reply.changes?.rows ?? [])).toEqual(journal);
  expect(changesBetween(before, after)).toHaveLength(journal.length);
  expect(cellsPromised(preview.reply)).toEqual(cellsChanged(before, after));
  const again = await post(finance, file, query);
  expect(again).toMatchObject({ reply: { committed: null } });
  expect(changesBetween(after, await planState(finance))).toEqual([]);
  return answer.reply.committed === null ? 'unchanged' : 'changed';
}

/** Sites of a program of three: Row ID in A, code in B, name in C, enrollment in S; rows from row 2 on. */
const SITES = 'Sites';
const fresh = (code: string) => (row: string) =>
  row.replace(/<c r="A(\d+)"[^>]*>.*?<\/c>/s, '<c r="A$1"/>').replace('>0433<', `>${code}<`);
const withoutName = (row: string) => row.replace(/<c r="C\d+"[^>]*>.*?<\/c>/s, '');

const files: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'a copied row': (bytes) => appendRow(bytes, SITES, (row) => row),
  'a new row without a cell it cannot be without': (bytes) =>
    appendRow(bytes, SITES, (row) => withoutName(fresh('0500')(row))),
  'a new row under a malformed key': (bytes) => appendRow(bytes, SITES, fresh('Westgate')),
  'a new row with text for a number': (bytes) =>
    appendRow(bytes, SITES, (row) =>
      fresh('0500')(row).replace(/<c r="S(\d+)"[^>]*>.*?<\/c>/s, '<c r="S$1" t="inlineStr"><is><t>many</t></is></c>'),
    ),
  'a total written by hand below the last row': (bytes) =>
    appendRow(bytes, SITES, (row) =>
      row
        .replace(/<c r="[AB]\d+"[^>]*>.*?<\/c>/gs, '')
        .replace(/<c r="C(\d+)"[^>]*>.*?<\/c>/s, '<c r="C$1" t="inlineStr"><is><t>Total</t></is></c>')
        .replace(/<c r="S(\d+)"([^>]*)>.*?<\/c>/s, '<c r="S$1"$2><f>SUM(S2:S4)</f><v>1500</v></c>'),
    ),
  'a missing row and an edited one': (bytes) => setCell(removeRow(bytes, SITES, 3), SITES, 'C2', 'Alder'),
  'an emptied required cell and an edited one': (bytes) =>
    setCell(setCell(bytes, SITES, 'C2', ''), SITES, 'C3', 'Birch'),
  'formulas without results': (bytes) =>
    editPart(bytes, sheetPath(bytes, SITES), (xml) =>
      xml.replaceAll(/<c r="S(\d+)"([^>]*)>.*?<\/c>/gs, '<c r="S$1"$2><f>250*2</f><v></v></c>'),
    ),
};

test.each(Object.entries(files))('[FA5] %s: what the preview lists is what the upload does', async (_name, damage) => {
  const finance = await server.member(await server.program(), 'finance');
  const sites = ['0417', '0420', '0433'].map((code) => site(code, { enrollment: 500 }));
  await finance.sync({ sites: inserts(...sites).edits });
  expect(await giveBack(finance, damage(await download(finance)), '')).not.toBe('refused');
  expect((await finance.rows('sites')).size).toBeGreaterThanOrEqual(sites.length);
});

describe('[FA5] generated damaged workbooks', () => {
  test(
    'the preview shows exactly what the upload then does, nothing else changes, and the same file again does nothing',
    async () => {
      const ends = { refused: 0, changed: 0, unchanged: 0 };
      await assertProperty(
        asyncProperty(stories, async (story) => {
          ends[await play(story)]++;
        }),
        { numRuns: RUNS },
      );
      // Files that are refused, that change the plan and that do not: each kind is among them.
      expect(Math.min(...Object.values(ends))).toBeGreaterThan(0);
    },
    TIME_LIMIT_MS,
  );
});
