import { createContext, useContext } from 'react';
import { noNames, type CodeNames } from '../../shared/tables/code-names.ts';

/** Names of the program's sites, systems, projects, sources and people; fed once, above all views. */
export const CodeNamesContext = createContext<CodeNames>(noNames);

/** [FB6] The names that stand beside codes, for `placeWords`, `keyWords` and `valueWords`. */
export function useCodeNames(): CodeNames {
  return useContext(CodeNamesContext);
}
