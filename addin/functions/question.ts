import { cuts, type Cut } from '../../shared/totals/cuts.ts';
import { findCut, readGroup } from './asked-cut.ts';
import { findMeasure, type AskedMeasure } from './asked-measure.ts';
import { wrongArgument, type FunctionFailure } from './function-answer.ts';

/** One value as Excel hands it to a function; null or undefined: left out, or a blank cell. */
export type Argument = string | number | boolean | null | undefined;

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
}

export type ReadQuestion = { readonly ok: true; readonly question: Question } | FunctionFailure;

/** Reads a measure and pairs of cut and value. Pairs that are blank altogether do not count. */
export function readQuestion(measureName: Argument, pairs: readonly Argument[]): ReadQuestion {
  const found = findMeasure(textOf(measureName));
  if (!found.ok) return found;
  const { measure } = found;
  const byCut = new Map<Cut, string>();
  for (let at = 0; at < pairs.length; at += 2) {
    const [name, value] = [pairs[at], pairs[at + 1]];
    if (isBlank(name) && isBlank(value)) continue;
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
  return { ok: true, question: { measure, conditions } };
}

/** Nothing to ask by: left out, or a blank cell. */
export function isBlank(value: Argument): value is null | undefined | '' {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function textOf(value: Argument): string {
  return value === null || value === undefined ? '' : String(value);
}
