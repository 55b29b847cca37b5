import { getOrMake } from '../../sync/get-or-make.ts';
import { addAmounts, noAmounts, type Amounts } from '../figures/amounts.ts';
import { lineFacts } from '../figures/line-facts.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import type { EntryView, SumsOf } from './entry-view.ts';

/** The sums that a database keeps of lines and sources, worked out from the rows of a whole program when first asked for. */
export function sumsOfRows(rows: () => ProgramRows): EntryView['sums'] {
  let known: Readonly<Record<SumsOf, ReadonlyMap<string, Readonly<Amounts>>>> | undefined;
  const nothing = noAmounts();
  return (of, key) => (known ??= addUp(rows()))[of].get(key) ?? nothing;
}

function addUp(program: ProgramRows) {
  const { lines } = lineFacts(program, null);
  const source = new Map<string, Amounts>();
  for (const line of lines.values()) addAmounts(getOrMake(source, line.source ?? '', noAmounts), line.amounts);
  return { line: new Map([...lines.values()].map(({ id, amounts }) => [id, amounts])), source };
}
