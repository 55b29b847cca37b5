import { rowsReply } from '../../shared/protocol/cells.ts';
import { generateDemo } from '../../server/demo/generate-demo.ts';
import { workbookReply, type WorkbookReply } from '../../shared/protocol/workbook.ts';
import { isTableName, tables } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { editableColumns, keyOf } from '../../shared/tables/table.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import type { ExpectedChange } from './plan-of-edits.ts';

/** The mini program on a server of its own, and finance signed in to it. */
export interface MiniPlan {
  readonly server: TestServer;
  readonly finance: TestClient;
}

export async function openMiniPlan(): Promise<MiniPlan> {
  const server = await startTestServer({ file: ':memory:' });
  return { server, finance: await addMiniPlan(server) };
}

/** One more program with the rows of the mini program, in one revision. @returns a member who may edit all of it */
export async function addMiniPlan(server: TestServer): Promise<TestClient> {
  const finance = await server.member(await server.program(), 'finance');
  const demo = generateDemo('mini');
  const edits = tables.map(({ name }) => {
    const rows = isTableName(name) ? demo.of(name) : [];
    return [name, { inserts: rows.map(({ row, cells }) => ({ row, cells: { ...cells } })) }] as const;
  });
  const { refusals } = await finance.sync(Object.fromEntries(edits));
  if (refusals.length > 0) throw new Error(`The mini program was not taken: ${JSON.stringify(refusals)}`);
  return finance;
}

/** The consolidated workbook as the real app gives it. */
export async function download(client: TestClient): Promise<Uint8Array> {
  const response = await client.fetch('/workbook.xlsx');
  if (response.status !== 200) throw new Error(`The download answered ${response.status}: ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Gives a workbook back through the real app. Throws the answer when it was not taken. */
export async function upload(client: TestClient, workbook: Uint8Array, query = ''): Promise<WorkbookReply> {
  const response = await client.fetch(`/workbook${query}`, { method: 'POST', body: new Uint8Array(workbook) });
  if (response.status !== 200) throw new Error(`The upload answered ${response.status}: ${await response.text()}`);
  return workbookReply.parse(await response.json());
}

type Rows = ReadonlyMap<string, Readonly<Record<string, Cell>>>;

/** The editable cells of every row of the plan, by table and Row ID. */
export type PlanState = ReadonlyMap<string, Rows>;

export async function planState(client: TestClient): Promise<PlanState> {
  const response = await client.fetch('/rows');
  const reply = rowsReply.parse(await response.json());
  return new Map(
    tables.map((table) => {
      const { columns = [], rows = [] } = reply.tables[table.name] ?? {};
      const editable = editableColumns(table).map((name) => [name, columns.indexOf(name) + 2] as const);
      const cells = rows.map((row) => {
        const values = editable.map(([name, index]) => [name, row[index] ?? null] as const);
        return [row[0], Object.fromEntries(values)] as const;
      });
      return [table.name, new Map(cells)];
    }),
  );
}

/** What differs between two states, in the words of the plan of edits. */
export function changesBetween(before: PlanState, after: PlanState): ExpectedChange[] {
  return tables.flatMap((table) => {
    const [old, now] = [before.get(table.name), after.get(table.name)];
    const rows = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
    return [...rows].flatMap((row): ExpectedChange[] => {
      const [oldCells, newCells] = [old?.get(row), now?.get(row)];
      const key = keyOf(table, oldCells ?? newCells ?? {});
      if (!newCells) return [{ table: table.name, key, kind: 'delete', after: {} }];
      const changed = Object.entries(newCells).filter(([name, cell]) => cell !== (oldCells?.[name] ?? null));
      const kind = oldCells ? 'update' : 'insert';
      return changed.length === 0 ? [] : [{ table: table.name, key, kind, after: Object.fromEntries(changed) }];
    });
  });
}

/** What a preview promises, in the words of the plan of edits. */
export function promisedChanges({ changes, rowKeys }: WorkbookReply): ExpectedChange[] {
  return (changes?.rows ?? []).map(({ table, row, kind, cells }) => ({
    table,
    key: rowKeys[row] ?? row,
    kind,
    after: Object.fromEntries(cells.map(({ column, after }) => [column, after])),
  }));
}

/** In an order that does not depend on who lists them. */
export function inOrder(changes: readonly ExpectedChange[]): ExpectedChange[] {
  const place = ({ table, key, kind }: ExpectedChange) => `${table}/${key}/${kind}`;
  return [...changes].sort((left, right) => (place(left) < place(right) ? -1 : 1));
}
