import { beforeEach, describe, expect, test } from 'vitest';
import type { Cells } from '../../shared/tables/cell.ts';
import { inserts, site } from './plan-rows.ts';

/** Somebody's copy of a program's sheets, and what becomes of it when it goes back to the server. */
export interface SheetCopy {
  /** Puts a value over a cell, as pasting does; "" empties it. Rows by their key, columns by their wire names. */
  set(table: string, key: string, column: string, value: string | number): void;
  /** Presses Delete over all visible cells of a row but those of some columns; its hidden Row ID stays. */
  clearRow(table: string, key: string, but?: readonly string[]): void;
  /** Empties the hidden Row ID of a row. */
  loseRowId(table: string, key: string): void;
  removeRow(table: string, key: string): void;
  /** Copies a row, hidden cells and all, to below the last. */
  copyRow(table: string, key: string): void;
  /** Gives a column the header of another one. */
  renameHeader(table: string, from: string, to: string): void;
  /** Sends it, with the answer to the question about missing and emptied rows. */
  send(answer?: 'delete' | 'empty'): Promise<Sent>;
}

export interface Sent {
  /** Why nothing was sent at all. */
  readonly stopped: 'rowsApart' | 'headerDoubled' | 'columnMissing' | null;
  /** Refused cells as "column rule". */
  readonly refused: readonly string[];
  /** Keys of rows that wait for an answer. */
  readonly missing: readonly string[];
  readonly cleared: readonly string[];
  /** Columns of computed cells that were typed over. */
  readonly touched: readonly string[];
}

/** A program with sheets of it, read by one implementation. */
export interface ReadingWorld {
  /** Puts rows into the program. */
  send(edits: Parameters<SheetProgram['sync']>[0]): Promise<unknown>;
  /** The program's rows of a table by key. */
  rows(table: string): Promise<ReadonlyMap<string, Cells>>;
  /** Row IDs of the program by key. */
  rowIds(table: string): Promise<ReadonlyMap<string, string>>;
  open(): Promise<SheetCopy>;
}

interface SheetProgram {
  sync(edits: Record<string, ReturnType<typeof inserts>['edits']>): Promise<unknown>;
}

const nothing = { stopped: null, refused: [], missing: [], cleared: [], touched: [] };
const codes = ['0417', '0420', '0433', '0440'];

/** [FA10] What reading a sheet promises, whoever reads it: rules W of the sync contract. */
export function readContract(reader: string, openWorld: () => Promise<ReadingWorld>): void {
  describe(`a sheet read by ${reader}`, () => {
    let world: ReadingWorld;
    let sheet: SheetCopy;

    beforeEach(async () => {
      world = await openWorld();
      await world.send({
        sites: inserts(...codes.map((code) => site(code, { enrollment: 500 }))).edits,
        periods: inserts({ period: '2026-07', status: 'Open', controlTotal: 100_00 }).edits,
      });
      sheet = await world.open();
    });

    const siteNamed = async (code: string) => (await world.rows('sites')).get(code);

    test('[W1] a row without a Row ID is new; [W8] the rest is untouched', async () => {
      sheet.copyRow('sites', '0440');
      sheet.loseRowId('sites', '0440');
      sheet.set('sites', '0440', 'code', '0500');
      expect(await sheet.send()).toEqual(nothing);
      expect([...(await world.rows('sites')).keys()].sort()).toEqual([...codes, '0500']);
    });

    test('[W2] of two rows with one Row ID, the one with the key of base keeps it', async () => {
      const before = (await world.rowIds('sites')).get('0417');
      sheet.copyRow('sites', '0417');
      sheet.set('sites', '0417', 'code', '0500');
      await sheet.send();
      const after = await world.rowIds('sites');
      expect(after.get('0417')).toBe(before);
      expect(after.get('0500')).not.toBe(before);
    });

    test('[FA5, V02] a row that was only copied is refused as its key, and changes nothing', async () => {
      sheet.copyRow('sites', '0417');
      expect((await sheet.send()).refused).toEqual(['code V02']);
      expect((await world.rows('sites')).size).toBe(4);
    });

    test('[W3] a row that is gone goes once the person has said so', async () => {
      sheet.removeRow('sites', '0433');
      const { missing } = await sheet.send();
      expect(missing).toEqual(['0433']);
      expect(await siteNamed('0433')).toBeDefined();
      await sheet.send('delete');
      expect(await siteNamed('0433')).toBeUndefined();
    });

    test('[W4] rows whose keys and Row IDs have come apart stop everything', async () => {
      sheet.set('sites', '0417', 'code', 'spare');
      sheet.set('sites', '0420', 'code', '0417');
      sheet.set('sites', 'spare', 'code', '0420');
      sheet.set('sites', '0433', 'name', 'Mine');
      expect((await sheet.send()).stopped).toBe('rowsApart');
      expect((await siteNamed('0433'))?.['name']).toBe('School 0433');
    });

    test('[W5] what is no value of its column is refused where it stands, the rest goes through', async () => {
      sheet.set('sites', '0417', 'enrollment', 'many');
      sheet.set('sites', '0417', 'name', 'Alder');
      expect((await sheet.send()).refused).toEqual([expect.stringMatching(/^enrollment /)]);
      expect(await siteNamed('0417')).toMatchObject({ name: 'Alder', enrollment: 500 });
    });

    test('[FA8, W9] a second column under one header stops everything', async () => {
      sheet.set('sites', '0433', 'name', 'Mine');
      sheet.renameHeader('sites', 'Short Name', ' site  name');
      expect((await sheet.send()).stopped).toBe('headerDoubled');
      expect((await siteNamed('0433'))?.['name']).toBe('School 0433');
    });

    test('[W9, W4] rows that have come apart under a renamed key stop everything as well', async () => {
      sheet.set('sites', '0433', 'name', 'Mine');
      sheet.renameHeader('sites', 'Location Code', 'Code of the site');
      expect((await sheet.send()).stopped).toBe('columnMissing');
      expect((await siteNamed('0433'))?.['name']).toBe('School 0433');
    });

    test('[FA7, W10] Delete over a row’s visible cells asks whether the row was to go, and empties nothing', async () => {
      sheet.clearRow('sites', '0420');
      sheet.set('sites', '0417', 'name', 'Alder');
      expect(await sheet.send()).toEqual({ ...nothing, cleared: ['0420'] });
      expect(await siteNamed('0420')).toMatchObject({ name: 'School 0420', enrollment: 500 });
      expect((await siteNamed('0417'))?.['name']).toBe('Alder');
      await sheet.send('delete');
      expect(await siteNamed('0420')).toBeUndefined();
    });

    test('[FA7, W10] a row of which only the key is left is asked about as well, and empties nothing', async () => {
      sheet.clearRow('sites', '0420', ['code']);
      sheet.set('sites', '0417', 'name', 'Alder');
      expect(await sheet.send()).toEqual({ ...nothing, cleared: ['0420'] });
      expect(await siteNamed('0420')).toMatchObject({ name: 'School 0420', enrollment: 500 });
      expect((await siteNamed('0417'))?.['name']).toBe('Alder');
      await sheet.send('delete');
      expect(await siteNamed('0420')).toBeUndefined();
    });

    test('[FA7, W10] such a row keeps what it cannot be without if only its cells are to go', async () => {
      sheet.clearRow('sites', '0420', ['code']);
      sheet.clearRow('sites', '0433');
      expect(await sheet.send()).toEqual({ ...nothing, cleared: ['0420', '0433'] });
      expect(await sheet.send('empty')).toEqual(nothing);
      expect(await siteNamed('0420')).toMatchObject({ code: '0420', name: 'School 0420', enrollment: null });
      expect(await siteNamed('0433')).toMatchObject({ code: '0433', name: 'School 0433', enrollment: null });
    });

    test('[W10] clearing an optional cell is an edit and no question, in a table of few columns too', async () => {
      sheet.set('sites', '0417', 'enrollment', '');
      sheet.set('periods', '2026-07', 'controlTotal', '');
      expect(await sheet.send()).toEqual(nothing);
      expect((await siteNamed('0417'))?.['enrollment']).toBeNull();
      expect((await world.rows('periods')).get('2026-07')?.['controlTotal']).toBeNull();
    });

    test('[FA6, W12] a value typed over a computed cell is told and not sent', async () => {
      sheet.set('periods', '2026-07', 'difference', 12);
      expect(await sheet.send()).toEqual({ ...nothing, touched: ['difference'] });
    });

    test('[FA10, W13] a row whose Row ID got lost comes back by its key, with its history', async () => {
      const before = await world.rowIds('sites');
      sheet.loseRowId('sites', '0420');
      sheet.set('sites', '0420', 'name', 'Birch');
      expect(await sheet.send()).toEqual(nothing);
      expect(await world.rowIds('sites')).toEqual(before);
      expect((await siteNamed('0420'))?.['name']).toBe('Birch');
    });

    test('nothing edited, nothing sent and nothing to say', async () => {
      const before = await world.rows('sites');
      expect(await sheet.send()).toEqual(nothing);
      expect(await world.rows('sites')).toEqual(before);
    });
  });
}
