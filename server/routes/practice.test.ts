import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { site, inserts } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { plantedCases } from '../../shared/plan/dirty-plan/planted-cases.ts';
import { PRACTICE_PROGRAM } from '../../shared/tables/workbook-metadata.ts';
import { programCommands } from '../cli/program-commands.ts';
import { callCommand } from '../cli/testing/call-command.ts';
import { parseWorkbook } from '../workbook/read/parse-workbook.ts';
import { setCell } from '../workbook/testing/edit-file.ts';

let server: TestServer;
let admin: TestClient;
let file: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  admin = await server.member(await server.program(), 'admin');
  await admin.sync({ sites: inserts(site('0417')).edits });
  file = new Uint8Array(await (await admin.fetchApi('/practice.xlsx')).arrayBuffer());
});
afterAll(() => server.close());

const revision = async (): Promise<unknown> => {
  const [program]: { revision: number }[] = await (await admin.fetchApi('/programs')).json();
  return program?.revision;
};

describe('GET practice.xlsx', () => {
  test('is an .xlsx file for whoever is signed in, a viewer too, and for nobody else', async () => {
    const viewer = await server.member(admin.program, 'viewer');
    const response = await viewer.fetchApi('/practice.xlsx');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-disposition')).toContain(
      'filename="Practice plan with planted mistakes.xlsx"',
    );
    const stranger = await server.app.request('/api/practice.xlsx');
    expect([stranger.status, (await stranger.json()).error.code]).toEqual([401, 'not_signed_in']);
  });

  test('holds the rows of every planted case, and belongs to no program that can be', async () => {
    const reading = await parseWorkbook(file);
    if (!reading.ok) throw new Error(reading.message);
    const { tables, metadata } = reading.contents;
    const rowCount = tables.reduce((sum, { rows }) => sum + rows.length, 0);
    expect(rowCount).toBeGreaterThan(plantedCases.flatMap(({ rows }) => rows).length);
    expect(metadata).toMatchObject({ ok: true, metadata: { program: PRACTICE_PROGRAM, revision: 0, pending: [] } });
    const made = callCommand(server.store, programCommands, 'programs add', PRACTICE_PROGRAM);
    await expect(made).rejects.toThrow('cannot be a program’s id');
  });
});

describe('the practice workbook that comes back', () => {
  test.each(['', '?preview=true', '?base=1', '?base=1&deletions=allow&emptied=empty&realign=true'])(
    'to a program (POST workbook%s) is refused in words, and the plan stays as it is',
    async (query) => {
      for (const body of [file, new Uint8Array(setCell(file, 'Sites', 'C2', 'Mine'))]) {
        const response = await admin.fetch(`/workbook${query}`, { method: 'POST', body });
        expect([response.status, (await response.json()).error]).toEqual([
          400,
          {
            code: 'workbook_unreadable',
            message:
              'This is the practice workbook. It belongs to no program, so nothing of it was sent. Download the workbook of this program to make changes to the plan.',
          },
        ]);
      }
      expect(await revision()).toBe(1);
      expect((await admin.rows('sites')).size).toBe(1);
    },
  );
});
