import type { Figure, Goal, MeasureReport } from './measure.ts';

/** The report of one measure as a table for people. */
export function reportText(report: MeasureReport): string {
  const limit = report.figures.find((figure) => figure.role === 'limit');
  const rows = report.figures.map((figure) => rowOf(figure, limit));
  const head = ['', 'median', '÷ limit', 'rows/s', 'CPU', 'peak', 'more'];
  return [
    `\n${report.id}: ${report.title}`,
    ...aligned([head, ...rows]),
    ...report.absences.map(({ name, reason }) => `  ${name} did not run: ${firstLine(reason)}`),
    ...report.goals.map((goal) => `  ${verdict(goal)} ${goal.text}: ${shownGoal(goal)}`),
  ].join('\n');
}

/** Every goal in one list, with how many are met. */
export function summaryText(reports: readonly MeasureReport[]): string {
  const goals = reports.flatMap(({ id, goals }) => goals.map((goal) => ({ id, goal })));
  const met = goals.filter(({ goal }) => goal.isMet === true).length;
  return [
    `\n${met} of ${goals.length} goals met`,
    ...aligned(goals.map(({ id, goal }) => [`  ${verdict(goal)} ${id}`, goal.text.padEnd(64), shownGoal(goal)])),
  ].join('\n');
}

function rowOf(figure: Figure, limit: Figure | undefined): string[] {
  const isPeer = figure.role === 'peer' && figure.versions.length > 0;
  const mark = { ours: '* ', limit: '= ', peer: '  ', info: '  ' }[figure.role];
  const facts = Object.entries(figure.facts).map(([name, value]) => `${name} ${shownFact(name, value)}`);
  return [
    `${mark}${isPeer ? withVersions(figure) : figure.name}`,
    shownMs(figure.ms),
    limit && limit !== figure ? `${(perRow(figure) / perRow(limit)).toFixed(2)} ×` : '',
    figure.rowsPerSecond === null ? '' : Math.round(figure.rowsPerSecond).toLocaleString('en-US'),
    shownMs(figure.cpuMs),
    `${Math.round(figure.peakBytes / 1e6)} MB`,
    [...facts, ...(figure.note === null ? [] : [`(${figure.note})`])].join(', '),
  ];
}

/** Time at full size; a contender without rows does the same work at any scale. */
function perRow({ ms, scale, rowsPerSecond }: Figure): number {
  return rowsPerSecond === null ? ms : ms / scale;
}

function withVersions({ name, versions }: Figure): string {
  return `${name} [${versions.join(', ')}]`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 || i === row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function shownMs(ms: number): string {
  if (ms >= 100) return `${Math.round(ms).toLocaleString('en-US')} ms`;
  return `${ms.toPrecision(3)} ms`;
}

/** Facts name their unit at the end: `…Bytes`, `…Ms`, else a bare number. */
function shownFact(name: string, value: number): string {
  if (name.endsWith('Bytes')) return value >= 1e5 ? `${(value / 1e6).toFixed(2)} MB` : `${(value / 1e3).toFixed(1)} kB`;
  if (name.endsWith('Ms')) return shownMs(value);
  return Math.round(value).toLocaleString('en-US');
}

function verdict({ isMet }: Goal): string {
  if (isMet === null) return '?';
  return isMet ? '✔' : '✘';
}

function shownGoal({ value, bound, unit, isMet }: Goal): string {
  if (value === null) return 'not measured';
  const digits = value >= 100 ? 0 : 2;
  return `${value.toFixed(digits)} ${unit} (goal ${bound} ${unit}: ${isMet === true ? 'met' : 'missed'})`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
