import type { Refusal } from '../../../shared/sync/outcome.ts';
import { newRowMark } from '../../sync/check-workbook.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import { placeText } from '../../sync/excluded-edits.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { rowText } from './change-groups.ts';

/** What would not be accepted: what the sheet shows already, then what only the plan as a whole shows, each once. */
export function brokenRules(inspection: Inspection, told: readonly Refusal[]): OpenRefusal[] {
  const keys = new Map(inspection.rows.map((row) => [rowText(row), row.rowKey]));
  const refusals = told.map((refusal): OpenRefusal => ({
    ...refusal,
    rowKey: keys.get(rowText(refusal)) ?? '',
    ...newRowMark(inspection.base, refusal),
  }));
  const seen = new Set<string>();
  return [...inspection.refusals, ...refusals].filter((refusal) => {
    const text = `${placeText(refusal)} ${refusal.rule}`;
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
