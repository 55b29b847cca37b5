import { readSetting, settingLabelled } from '../program-settings.ts';
import type { RowRule } from './row-rule.ts';

/** [SET1] A setting has a value of its kind; which settings there are is the list of its column. */
export const settingIsUnderstood: RowRule = {
  id: 'SET1',
  table: 'programSettings',
  columns: ['key', 'value'],
  severity: 'error',
  check: ({ key, value }) => {
    const name = settingLabelled(String(key));
    if (name === undefined || typeof value !== 'string') return null;
    const read = readSetting(name, value);
    return read.ok ? null : read.message;
  },
};
