import { createContext, use } from 'react';
import type { WireBaseline } from '../../../shared/protocol/baselines.ts';
import type { ListedProgram } from '../../../shared/protocol/people.ts';
import { today, type AskedMoment } from '../asked-moment.ts';
import type { AddressMoment } from './use-address-moment.ts';

/** What a page stands in: filled by the shell, read by the page's frame and its links. */
export interface PageContextValue {
  /** Null: the page belongs to no program. */
  readonly program: Pick<ListedProgram, 'id' | 'name' | 'archivedAt'> | null;
  readonly asked: AddressMoment;
  readonly onAsk: (moment: AskedMoment) => void;
  /** Named moments of the program, the newest first; empty until they are known. */
  readonly baselines: readonly WireBaseline[];
  /** The person has come here from somewhere else in the app, whose control that had the focus is gone. */
  readonly takesFocus: boolean;
}

/** What a page that belongs to no program stands in. */
export function withoutProgram(takesFocus: boolean): PageContextValue {
  return { program: null, asked: noMoment, onAsk: () => undefined, baselines: [], takesFocus };
}

const noMoment: AddressMoment = { moment: today, wrong: null };

export const PageContext = createContext<PageContextValue>(withoutProgram(false));

export function usePageContext(): PageContextValue {
  return use(PageContext);
}
