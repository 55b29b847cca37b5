import type { PeriodReply } from '../../../shared/protocol/periods.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import type { Act } from './use-act.ts';

/** What a month of the close page is given. */
export interface MonthProps extends ProgramPageProps {
  readonly month: string;
  readonly mayClose: boolean;
  /** The month that is to be closed next; null: none is. */
  readonly next: string | null;
}

/** What the parts of a month are given that the server has told of. */
export interface KnownMonthProps extends MonthProps {
  readonly known: PeriodReply;
  /** Asks for the month anew. */
  readonly refresh: () => Promise<void>;
}

/** What the steps of a month are given: one of them is taken at a time. */
export interface StepOfMonthProps extends KnownMonthProps {
  readonly act: Act;
}

/** What was looked at when a step is taken. */
export function seenOf({ revision, hash }: PeriodReply): { readonly seen: number; readonly hash?: string | undefined } {
  return { seen: revision, hash };
}
