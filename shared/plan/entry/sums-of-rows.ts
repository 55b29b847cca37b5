import { getOrMake } from '../../sync/get-or-make.ts';
import { lineFacts } from '../figures/line-facts.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import { addPosting } from '../postings/add-posting.ts';
import { postProgram } from '../postings/post-program.ts';
import { addDatedSums, amountsOn, noDatedSums, nothingPosted, type DatedSums, type KnownSums } from './dated-sums.ts';
import type { EntryView, SumsOf } from './entry-view.ts';
import { anyLine } from './moved-sums.ts';

/** The sums that a database keeps of lines and sources, worked out from the rows of a whole program when first asked for. */
export function sumsOfRows(rows: () => ProgramRows): EntryView['sums'] {
  const known = new Map<string, SumsOfProgram>();
  return (of, key, after) => getOrMake(known, after, () => addUp(rows(), after))[of].get(key) ?? nothingPosted;
}

type SumsOfProgram = Readonly<Record<SumsOf, ReadonlyMap<string, KnownSums>>>;

function addUp(program: ProgramRows, after: string): SumsOfProgram {
  const { lines } = lineFacts(program, null);
  const line = new Map<string, DatedSums>();
  for (const { id, amounts } of lines.values()) line.set(id, { all: amounts, later: null });
  postProgram(program, null, ({ line: id, date, ...posting }) => {
    if (date === null || date <= after) return;
    const sums = line.get(id);
    if (sums !== undefined) addPosting(amountsOn(sums, date), posting, anyLine);
  });
  const source = new Map<string, DatedSums>();
  for (const { id, source: code } of lines.values())
    addDatedSums(getOrMake(source, code ?? '', noDatedSums), line.get(id) ?? nothingPosted);
  return { line, source };
}
