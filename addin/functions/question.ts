import { cuts, type Cut } from '../../shared/plan/figures/cuts.ts';
import { findCut, readGroup } from './asked-cut.ts';
import { isBlank, type Argument } from './argument.ts';
import { isDayWord, readDay } from './asked-day.ts';
import { findMeasure, type AskedMeasure } from './asked-measure.ts';
import { wrongArgument, type FunctionFailure } from './function-answer.ts';

/** Only what belongs to this group of the cut. */
export interface Condition {
  readonly cut: Cut;
  readonly group: string;
}

/** One figure asked for, in the words of the plan. */
export interface Question {
  readonly measure: AskedMeasure;
  /** All must hold; each cut at most once, in the order of `cuts`. None: the program. */
  readonly conditions: readonly Condition[];
  /** The day that the figure is to be of; null: as the workbook's revision has it. */
  readonly asOf: string | null;
}

export type ReadQuestion = { readonly ok: true; readonly question: Question } | FunctionFailure;

/** Reads a measure and pairs of cut and value, one of which may name a day. Pairs that are blank altogether do not count. */
export function readQuestion(measureName: Argument, pairs: readonly Argument[]): ReadQuestion {
  const found = findMeasure(textOf(measureName));
  if (!found.ok) return found;
  const { measure } = found;
  const byCut = new Map<Cut, string>();
  let asOf: string | null = null;
  for (let at = 0; at < pairs.length; at += 2) {
    const [name, value] = [pairs[at], pairs[at + 1]];
    if (isBlank(name) && isBlank(value)) continue;
    if (isDayWord(textOf(name))) {
      const day = readDay(value);
      if (!day.ok) return day;
      if (asOf !== null) return wrongArgument('Name one day; “asOf” is here twice.');
      asOf = day.day;
      continue;
    }
    const named = findCut(textOf(name));
    if (!named.ok) return named;
    if (isBlank(value)) return wrongArgument(`“${textOf(name)}” needs a value after it.`);
    const read = readGroup(named.cut, value);
    if (!read.ok) return read;
    if (byCut.has(named.cut)) return wrongArgument(`Name each cut once; “${named.cut}” is here twice.`);
    byCut.set(named.cut, read.group);
  }
  const { onlyBy } = measure;
  if (onlyBy !== null && [...byCut.keys()].some((cut) => cut !== onlyBy)) {
    return wrongArgument(`“${measure.label}” can only be asked for by ${onlyBy}, or for the whole program.`);
  }
  const conditions = cuts.flatMap((cut) => {
    const group = byCut.get(cut);
    return group === undefined ? [] : [{ cut, group }];
  });
  return { ok: true, question: { measure, conditions, asOf } };
}

function textOf(value: Argument): string {
  return value === null || value === undefined ? '' : String(value);
}
