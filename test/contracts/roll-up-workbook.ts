import { expect } from 'vitest';
import { readGrids } from '../../server/workbook/read/read-grids.ts';
import { cellText, cellValue } from '../../shared/import/grid.ts';
import { cutLabels } from '../../shared/plan/figures/cuts.ts';
import type { RollUpReply } from '../../shared/protocol/roll-ups.ts';
import { publishedCuts, type PublishedCut } from '../../shared/roll-up/published-cuts.ts';

/** Expects every figure of a roll-up's workbook to be a number, and the one that its pages tell, to the cent. */
export async function expectTiedWorkbook(
  bytes: Uint8Array,
  chosen: PublishedCut,
  page: (by: PublishedCut | undefined) => Promise<RollUpReply>,
): Promise<void> {
  const sheets = await readGrids(bytes);
  const groupsSheet = `Districts by ${cutLabels[chosen]}`;
  const names = publishedCuts.flatMap((cut) => [`By ${cutLabels[cut]}`, ...(cut === chosen ? [groupsSheet] : [])]);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Districts', ...names]);
  /** Cents that stand under a label, the total last. */
  const centsIn = (sheet: string, label: string): readonly number[] => {
    const rows = sheets.find((each) => each.sheet === sheet)?.rows ?? [];
    const head = rows.findIndex(({ cells }) => cells.some((cell) => cellText(cell) === label));
    const column = rows[head]?.cells.findIndex((cell) => cellText(cell) === label) ?? -1;
    return rows.slice(head + 1).map(({ cells }) => {
      const value = cellValue(cells[column]);
      expect([sheet, label, typeof value]).toEqual([sheet, label, 'number']);
      return Math.round(Number(value) * 100);
    });
  };
  for (const by of [undefined, ...publishedCuts]) {
    const { measures, total, districts, groups } = await page(by);
    for (const { name, label } of measures.filter(({ isAdditive }) => isAdditive)) {
      const all = total[name] ?? 0;
      const sheet = by === undefined ? 'Districts' : `By ${cutLabels[by]}`;
      const parts = by === undefined ? districts.map((each) => each.total) : groups.map(({ values }) => values);
      const cents = [...parts.map((values) => values?.[name] ?? 0), all];
      expect([sheet, label, centsIn(sheet, label)]).toEqual([sheet, label, cents]);
      if (by !== chosen) continue;
      const own = districts.flatMap((each) => (each.groups ?? []).map(({ values }) => values[name] ?? 0));
      expect([label, centsIn(groupsSheet, label)]).toEqual([label, [...own, all]]);
    }
  }
}
