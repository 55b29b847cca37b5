import { createContext, use } from 'react';
import type { TalkServer } from './talk-server.ts';

export interface Talk {
  readonly server: TalkServer;
  /** The newest entry that has been heard of: what it is about may have changed. */
  readonly heard: number;
}

/** How people talk about the program that is looked at; null: there is none, or nobody to talk to. */
export const TalkContext = createContext<Talk | null>(null);

export function useTalk(): Talk | null {
  return use(TalkContext);
}
