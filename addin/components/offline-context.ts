import { createContext, useContext } from 'react';

/** True while the server is known not to be reached. */
export const OfflineContext = createContext(false);

export function useIsOffline(): boolean {
  return useContext(OfflineContext);
}
