import { createContext, use } from 'react';
import type { ListedProgram } from '../../../shared/protocol/people.ts';
import type { AddressDay } from './use-address-day.ts';

/** What a page stands in: filled by the shell, read by the page's frame and its links. */
export interface PageContextValue {
  /** Null: the page belongs to no program. */
  readonly program: Pick<ListedProgram, 'id' | 'name' | 'archivedAt'> | null;
  readonly day: AddressDay;
  readonly onDay: (day: string | null) => void;
  /** The person has come here from somewhere else in the app, whose control that had the focus is gone. */
  readonly takesFocus: boolean;
}

export const PageContext = createContext<PageContextValue>({
  program: null,
  day: { day: null, wrong: null },
  onDay: () => undefined,
  takesFocus: false,
});

export function usePageContext(): PageContextValue {
  return use(PageContext);
}
