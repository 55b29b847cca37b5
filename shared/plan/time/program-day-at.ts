import type { Cells } from '../../tables/cell.ts';
import { programSettings } from '../../tables/program-settings.ts';
import { keyText } from '../../tables/table.ts';
import { dayIn } from './program-day.ts';
import { settingSpecs, settingsOf } from '../program-settings.ts';

/** The day at an instant (ISO 8601) where the program is. `related` finds a row of a table by its key. */
export function programDayAt(at: string, related: (table: string, key: string) => Cells | undefined): string {
  const key = settingSpecs.timeZone.label;
  const value = related(programSettings.name, keyText([key]))?.['value'] ?? '';
  return dayIn(settingsOf([{ key, value: String(value) }]).timeZone, new Date(at));
}
