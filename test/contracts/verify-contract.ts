import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeRow, setCell, sheetPath } from '../../server/workbook/testing/edit-file.ts';
import { verifyReply, type VerifyReply } from '../../shared/protocol/verify.ts';
import { revisionReceipt } from '../../shared/receipts/receipt.ts';
import { auditReply } from '../../shared/protocol/audit.ts';
import { inserts, site, smallPlan, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

const onlyResult = { state: null, differences: [], differenceCount: 0 };

export function verifyContract(server: () => TestServer): void {
  describe('receipts and files', () => {
    let before: Date;
    // Others count on the day that it is.
    beforeEach(() => void (before = server().clock));
    afterEach(() => void (server().clock = before));

    const code = async (receipt: string, client?: TestClient): Promise<VerifyReply> => {
      const path = `/verify/${encodeURIComponent(receipt)}`;
      const response = await (client ? client.fetchApi(path) : server().app.request(`/api${path}`));
      expect(response.status).toBe(200);
      return verifyReply.parse(await response.json());
    };
    const post = (body: Uint8Array, client?: TestClient): Promise<Response> => {
      const init = { method: 'POST', body: new Uint8Array(body) };
      return Promise.resolve(client ? client.fetchApi('/verify', init) : server().app.request('/api/verify', init));
    };
    const file = async (body: Uint8Array, client?: TestClient): Promise<VerifyReply> => {
      const response = await post(body, client);
      expect(response.status).toBe(200);
      return verifyReply.parse(await response.json());
    };
    const download = async (client: TestClient, path: string): Promise<Uint8Array> =>
      new Uint8Array(await (await client.fetch(path)).arrayBuffer());
    /** Every minute somebody may ask anew. */
    const nextMinute = (): void => void (server().clock = new Date(server().clock.getTime() + 60_000));

    async function planned(): Promise<{ admin: TestClient; row: string; hash: string }> {
      nextMinute();
      const admin = await server().member(await server().program(), 'admin');
      const { ids, edits } = inserts(site('0417'), site('0418'));
      const { receipt } = await admin.sync({ ...smallPlan(), sites: edits });
      return { admin, row: ids[0] ?? '', hash: receipt.hash };
    }
    const documentOf = async (client: TestClient, kind: string) => {
      const { entries } = auditReply.parse(await (await client.fetch(`/audit?act=${kind}`)).json());
      return entries[0]?.receipt ?? '';
    };

    test('[AUD3] the receipt of a sync is equal to everybody, and says which revision to members alone', async () => {
      const { admin, hash } = await planned();
      const stranger = await server().member(await server().program(), 'admin');
      const receipt = revisionReceipt(1, hash);
      expect(await code(receipt)).toEqual({ result: 'equal', ...onlyResult });
      expect(await code(receipt, stranger)).toEqual({ result: 'equal', ...onlyResult });
      expect(await code(` r${receipt.toLowerCase()} `, admin)).toMatchObject({
        result: 'equal',
        state: { program: admin.program, revision: 1, by: admin.person.name, receipt, document: null },
      });
      expect(await code(`r1-${hash.slice(0, 8)}`, admin)).toMatchObject({ result: 'equal', state: { receipt } });
      for (const other of ['1-0000-0000-0000-0000', 'r1-00000000', '2' + receipt.slice(1), 'nonsense'])
        expect(await code(other, admin)).toEqual({ result: 'unknown', ...onlyResult });
    });

    test('[AUD3] a workbook is equal by its bytes and by its receipt, and says which document it is', async () => {
      const { admin } = await planned();
      const bytes = await download(admin, '/workbook.xlsx');
      const document = { what: 'Workbook as of 2026-11-23, revision 1 (xlsx)', by: admin.person.name };
      expect(await file(bytes, admin)).toMatchObject({ result: 'equal', state: { document, compared: 'bytes' } });
      const receipt = await documentOf(admin, 'export');
      expect(await code(receipt, admin)).toMatchObject({ result: 'equal', state: { document, revision: 1 } });
      expect(await file(bytes)).toEqual({ result: 'equal', ...onlyResult });
    });

    test('[AUD3] a workbook that was edited is told cell by cell, with both values, whatever the plan has become', async () => {
      const { admin, row } = await planned();
      const bytes = await download(admin, '/workbook.xlsx');
      await admin.sync({ sites: update(row, { name: 'Alder' }) }, { base: 1 });
      const edited = setCell(bytes, 'Sites', 'C2', 'Forged School');
      const told = await file(edited, admin);
      expect(told).toMatchObject({ result: 'notEqual', state: { revision: 1, compared: 'cells' }, differenceCount: 1 });
      expect(told.differences).toEqual([
        { place: 'Sites C2', about: 'Sites · 0417 · Site Name', plan: 'School 0417', file: 'Forged School' },
      ]);
      expect(await file(edited)).toEqual({ result: 'notEqual', ...onlyResult });
      const shorter = await file(removeRow(bytes, 'Sites', 3), admin);
      expect(shorter.differences).toMatchObject([{ about: 'Sites · 0418: The row is not in the file.' }]);
      nextMinute();
      // Back to what it was, the bytes are others and the cells are not.
      const mended = await file(setCell(edited, 'Sites', 'C2', 'School 0417'), admin);
      expect(mended).toMatchObject({ result: 'equal', state: { compared: 'cells' } });
    });

    test('[AUD3] a figure that was typed over, on a table or on a report sheet, is told as well', async () => {
      const { admin } = await planned();
      const bytes = await download(admin, '/workbook.xlsx');
      const summary = await file(setCell(bytes, 'Summary', 'B6', 99), admin);
      expect(summary).toMatchObject({ result: 'notEqual', differences: [{ about: 'The report sheet was edited.' }] });
    });

    test('[AUD3] a part of the plan is compared for members, and known by its bytes to others', async () => {
      const { admin } = await planned();
      const bytes = await download(admin, '/workbook.xlsx?region=North');
      const edited = setCell(bytes, 'Sites', 'C2', 'School 0417 ');
      expect(await file(bytes)).toEqual({ result: 'equal', ...onlyResult });
      expect((await file(edited, admin)).result).not.toBe('unknown');
      expect(await file(edited)).toEqual({ result: 'unknown', ...onlyResult });
    });

    test('[AUD3] from how a file is answered nobody learns which programs there are, nor how far they are', async () => {
      const { admin } = await planned();
      const stranger = await server().member(await server().program(), 'admin');
      const bytes = setCell(await download(admin, '/workbook.xlsx'), 'Sites', 'C2', 'Forged School');
      const claims = (key: string, value: string): Uint8Array => {
        const parts = unzipSync(bytes);
        const [strings = '', sheet = ''] = ['xl/sharedStrings.xml', sheetPath(bytes, '_SEP')].map((path) =>
          strFromU8(parts[path] ?? new Uint8Array()),
        );
        const index = [...strings.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].findIndex(([, text]) => text === key);
        const [, row] = new RegExp(`<c r="A(\\d+)"[^>]*><v>${index}</v>`).exec(sheet) ?? [];
        return setCell(bytes, '_SEP', `B${row}`, value);
      };
      for (const claimed of [bytes, claims('program', 'no-such-program'), claims('revision', '999')]) {
        expect(await file(claimed)).toEqual({ result: 'notEqual', ...onlyResult });
        expect(await file(claimed, stranger)).toEqual({ result: 'notEqual', ...onlyResult });
      }
      // Members are told that there is no such revision.
      expect(await file(claims('revision', '999'), admin)).toEqual({ result: 'unknown', ...onlyResult });
    });

    test('[AUD3] what is no document of ours is unknown, and who asks often has to wait', async () => {
      const { admin, hash } = await planned();
      for (const text of ['', 'hello', 'PK\u0003\u0004 no workbook', '%PDF-1.7 none of ours'])
        expect(await file(new TextEncoder().encode(text), admin)).toEqual({ result: 'unknown', ...onlyResult });
      const statuses = [];
      for (let asked = 0; asked < 4; asked++) statuses.push((await post(new Uint8Array(1), admin)).status);
      expect(statuses).toEqual([200, 200, 429, 429]);
      const codes = await Promise.all(
        Array.from({ length: 61 }, async () => (await admin.fetchApi(`/verify/${revisionReceipt(1, hash)}`)).status),
      );
      expect(codes.filter((status) => status === 429)).toHaveLength(1);
      expect((await server().app.request('/api/verify/x', { headers: { authorization: 'Bearer none' } })).status).toBe(
        401,
      );
    });

    test('[AUD3] a receipt whose record was edited proves nothing', async () => {
      const { admin } = await planned();
      const bytes = await download(admin, '/workbook.xlsx');
      const receipt = await documentOf(admin, 'export');
      const forged = { what: 'Board report' };
      const { write } = server().store;
      await write.updateTable('acts').set(forged).where('program', '=', admin.program).execute();
      expect(await code(receipt, admin)).toEqual({ result: 'unknown', ...onlyResult });
      // By its cells the workbook is still what it says.
      expect(await file(bytes, admin)).toMatchObject({ result: 'equal', state: { compared: 'cells', document: null } });
    });
  });
}
