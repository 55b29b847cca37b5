import type { PeriodReply } from '../../../shared/protocol/periods.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';

/** What a month of the close page is given. */
export interface MonthProps extends ProgramPageProps {
  readonly month: string;
  readonly mayClose: boolean;
  /** It is the month that is closed next. */
  readonly isNext: boolean;
}

/** What the parts of a month are given that the server has told of. */
export interface KnownMonthProps extends MonthProps {
  readonly known: PeriodReply;
  /** Asks for the month anew. */
  readonly refresh: () => Promise<void>;
}
