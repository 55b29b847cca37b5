import { dirname } from 'node:path';
import { oneLine, type JudgedChange } from './equal-changes.ts';
import type { Verdict } from './replays.ts';

/** Of the changes that can be noticed when a test is played again, the share that was. */
export function shareNoticed(judged: readonly JudgedChange[]): number {
  const { noticed, counted } = countOf(judged);
  return counted === 0 ? 1 : noticed / counted;
}

/** Every change that nobody noticed, then the figures of each folder and of all. */
export function describePlan(judged: readonly JudgedChange[]): string {
  const folders = [...new Set(judged.map(folderOf))].sort();
  return [
    ...judged.filter((one) => isLeft(one)).map(describeLeft),
    '',
    ...folders.map((folder) =>
      figures(
        folder,
        judged.filter((one) => folderOf(one) === folder),
      ),
    ),
    figures('all', judged),
  ].join('\n');
}

function isLeft({ verdict, equal }: JudgedChange): boolean {
  return (verdict === 'unnoticed' || verdict === 'reached by no test') && equal === null;
}

function describeLeft({ change, verdict }: JudgedChange): string {
  const { file, line, column, kind, original, replacement } = change;
  return `${verdict === 'unnoticed' ? '' : '(no test) '}${file}:${line}:${column} ${kind}  ${cut(original)} → ${cut(replacement)}`;
}

function cut(text: string): string {
  const line = oneLine(text);
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
}

function folderOf({ change }: JudgedChange): string {
  return dirname(change.file);
}

function figures(name: string, judged: readonly JudgedChange[]): string {
  const { noticed, counted, equal, atLoad } = countOf(judged);
  const share = counted === 0 ? '–' : `${((100 * noticed) / counted).toFixed(1)} %`;
  return `${name.padEnd(28)} ${share.padStart(7)}  ${noticed} of ${counted} noticed; ${equal} come to the same, ${atLoad} at load`;
}

function countOf(judged: readonly JudgedChange[]): Record<'noticed' | 'counted' | 'equal' | 'atLoad', number> {
  const count = (...verdicts: Verdict[]): number => judged.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const equal = judged.filter((one) => one.equal !== null).length;
  const atLoad = count('at load');
  return { noticed: count('noticed', 'looping'), counted: judged.length - equal - atLoad, equal, atLoad };
}
