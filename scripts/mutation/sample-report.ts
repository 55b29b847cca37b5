import type { MeasuredTest } from './measured-tests.ts';
import type { TriedChange } from './try-change.ts';

/** The share of the changes that a test noticed; one that looped for ever was noticed too. */
export function shareCaught(tried: readonly TriedChange[]): number {
  return tried.length === 0 ? 1 : tried.filter(isCaught).length / tried.length;
}

export function isCaught({ verdict }: Pick<TriedChange, 'verdict'>): boolean {
  return verdict === 'caught' || verdict === 'timed out';
}

/** One line: verdict, place, and what was made of what. */
export function describeTried({ change, verdict, by }: TriedChange): string {
  const { file, line, column, kind, original, replacement } = change;
  const place = `${verdict.padEnd(12)} ${file}:${line}:${column} ${kind}`;
  return isCaught({ verdict })
    ? `${place}${by === null ? '' : `  (${oneLine(by)})`}`
    : `${place}  ${oneLine(original)} → ${oneLine(replacement)}`;
}

/** Every change that nobody noticed, and the figures by kind of change, by folder and in all. */
export function describeSample(tried: readonly TriedChange[]): string {
  return [
    ...tried.filter((one) => !isCaught(one)).map(describeTried),
    '',
    ...figuresBy(tried, ({ change }) => change.kind),
    '',
    ...figuresBy(tried, folderOf),
    `${'all'.padEnd(28)} ${figures(tried)}`,
    `${cpuMinutes(tried)} CPU minutes for the changes.`,
  ].join('\n');
}

/** What the tests took without a change, and the dearest of them. */
export function describeCost(tests: readonly MeasuredTest[]): string {
  const dearest = [...tests].sort((one, other) => other.cpuSeconds - one.cpuSeconds).slice(0, 5);
  const named = dearest.map(({ file, cpuSeconds }) => `${file} ${cpuSeconds.toFixed(1)} s`).join(', ');
  return `${cpuMinutes(tests)} CPU minutes for ${tests.length} test files; the dearest: ${named}.`;
}

function cpuMinutes(spent: readonly { readonly cpuSeconds: number }[]): string {
  return (spent.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / 60).toFixed(1);
}

function figuresBy(tried: readonly TriedChange[], groupOf: (one: TriedChange) => string): string[] {
  const groups = [...new Set(tried.map(groupOf))].sort();
  return groups.map((group) => `${group.padEnd(28)} ${figures(tried.filter((one) => groupOf(one) === group))}`);
}

function folderOf({ change }: TriedChange): string {
  return change.file.split('/').slice(0, 2).join('/');
}

function figures(tried: readonly TriedChange[]): string {
  const count = (verdict: TriedChange['verdict']): number => tried.filter((one) => one.verdict === verdict).length;
  const percent = (shareCaught(tried) * 100).toFixed(1);
  const caught = `${count('caught') + count('timed out')} of ${tried.length} caught (${percent} %)`;
  return `${caught}, ${count('timed out')} by the time limit; ${count('survived')} survived, ${count('no test near')} without a test near`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
