import { cpus, loadavg, totalmem } from 'node:os';
import { hasDebianPostgres } from '../postgres/debian-postgres.ts';
import { chromiumPath } from '../browser/chromium.ts';
import { help, readArguments, type BenchArguments } from './arguments.ts';
import { buildContenders } from './harness/build-contenders.ts';
import { openDatabases } from './harness/database-source.ts';
import type { BenchSettings, Measure, MeasureReport } from './harness/measure.ts';
import { installPeers } from './harness/peer-packages.ts';
import { reportText, summaryText } from './harness/report-text.ts';
import { runMeasure, type BenchTools } from './harness/run-measure.ts';
import { allMeasures } from './measures/all-measures.ts';

const fullSize = { sites: 1000, projects: 2000, budgetLines: 100_000 };
const smallSize = { sites: 20, projects: 40, budgetLines: 2000 };

function settingsOf(args: BenchArguments, withPeers: boolean): BenchSettings {
  const { isSmall, isFull, database } = args;
  const runs = args.runs ?? (isSmall ? 3 : 5);
  return { size: isSmall ? smallSize : fullSize, runs, withPeers, isFull, isSmall, database };
}

function chosenMeasures(only: readonly string[] | null): readonly Measure[] {
  if (only === null) return allMeasures;
  return only.map((id) => {
    const measure = allMeasures.find((each) => each.id === id);
    if (!measure) throw new Error(`There is no measure named "${id}". Choose from: ${idsOf(allMeasures).join(', ')}.`);
    return measure;
  });
}

function idsOf(measures: readonly Measure[]): string[] {
  return measures.map(({ id }) => id);
}

function machine() {
  const [first] = cpus();
  return {
    cpu: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    loadAtStart: Number(loadavg()[0]?.toFixed(2)),
  };
}

/** Shows progress on one line of standard error when a person watches. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${progress}`);
}

async function measureAll(measures: readonly Measure[], tools: BenchTools, isJson: boolean): Promise<MeasureReport[]> {
  const reports: MeasureReport[] = [];
  for (const measure of measures) {
    const report = await runMeasure(measure, tools);
    tell('');
    reports.push(report);
    if (!isJson) console.log(reportText(report));
  }
  return reports;
}

/** True when something of ours or a limit could not be measured; a peer that fails is only told. */
function hasCrashed(reports: readonly MeasureReport[]): boolean {
  return reports.some(({ absences }) => absences.some(({ isFailure }) => isFailure));
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2), process.env['SEP_BENCH_SIZE']);
  if (args.isHelp) return console.log(help);
  if (args.isList) return console.log(allMeasures.map(({ id, title }) => `${id.padEnd(14)}${title}`).join('\n'));
  const measures = chosenMeasures(args.only);
  const hasPeers = args.withPeers && installPeers();
  if (args.withPeers && !hasPeers) {
    console.error(
      'The peers could not be installed (is the npm registry out of reach?): ours against the limits only.',
    );
  }
  const settings = settingsOf(args, hasPeers);
  const scripts = await buildContenders(hasPeers);
  const databases = openDatabases(args.database);
  try {
    if (!args.isJson) console.log(headline(settings));
    const has = { chromium: chromiumPath() !== undefined, pg_dump: hasDebianPostgres() };
    const tools = { settings, scripts, databases, has, tell };
    const reports = await measureAll(measures, tools, args.isJson);
    if (args.isJson)
      console.log(JSON.stringify({ at: new Date().toISOString(), machine: machine(), settings, reports }, null, 2));
    else console.log(summaryText(reports));
    if (hasCrashed(reports)) process.exitCode = 1;
  } finally {
    await databases.close();
  }
}

function headline({ size, runs, database }: BenchSettings): string {
  const { cpu, memoryGb, node, platform, loadAtStart } = machine();
  const lines = size.budgetLines.toLocaleString('en-US');
  return [
    `${lines} budget lines, ${size.projects} projects, ${size.sites} sites; ${database}; medians of ${runs} interleaved runs`,
    `${cpu}, ${memoryGb} GB, Node ${node}, ${platform}, load ${loadAtStart} at the start`,
    '* ours   = limit: the least that can do the work   ÷ limit is per row, in the same run',
  ].join('\n');
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
