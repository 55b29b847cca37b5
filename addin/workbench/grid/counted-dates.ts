import { StatusBarService } from '@univerjs/preset-sheets-core';
import { isDateFormat } from 'excel-host/book/format-number.ts';

/** What Univer works out about the selected cells; null: nothing. */
type Status = Parameters<StatusBarService['setState']>[0];

/** What counts cells says something of dates, too. */
const COUNTS: readonly string[] = ['COUNT', 'COUNTA'];

/** Figures of the selection as the status bar shows them; of dates their number alone, since a sum of days is no day. */
export function withoutSumsOfDates(status: Status): Status {
  if (status === null || typeof status.pattern !== 'string' || !isDateFormat(status.pattern)) return status;
  return { values: status.values.filter(({ func }) => COUNTS.includes(String(func))), pattern: null };
}

/** Univer's status bar, which would add dates up as the numbers they are kept as. */
export class CountedDates extends StatusBarService {
  override setState(status: Status): void {
    super.setState(withoutSumsOfDates(status));
  }
}
