import type { ContenderScripts } from './build-contenders.ts';
import { startContender, type MeasuredSample, type RunningContender } from './contender-process.ts';
import type { DatabaseSource } from './database-source.ts';
import type { Absence, BenchSettings, ContenderSpec, Figure, Measure, MeasureReport } from './measure.ts';
import { versionsOf } from './package-versions.ts';
import { median } from './statistics.ts';

/** A contender that has used this much time stops after three runs, so that one slow peer does not hold up the rest. */
const PATIENCE_MS = 40_000;
const LEAST_RUNS = 3;
const WARM_UP_MS = 1000;
const MOST_WARM_UPS = 10;

export interface BenchTools {
  readonly settings: BenchSettings;
  readonly scripts: ContenderScripts;
  readonly databases: DatabaseSource;
  readonly has: Readonly<Record<NonNullable<ContenderSpec['needs']>, boolean>>;
  tell(progress: string): void;
}

interface Racer {
  readonly spec: ContenderSpec;
  readonly contender: RunningContender;
  readonly samples: MeasuredSample[];
}

/** Starts every contender of a measure, runs them in turn (A B C A B C …) after warming up, and takes medians. */
export async function runMeasure(measure: Measure, tools: BenchTools): Promise<MeasureReport> {
  const absences: Absence[] = [];
  const racers: Racer[] = [];
  try {
    for (const spec of measure.contenders(tools.settings)) {
      if (spec.role === 'peer' && !tools.settings.withPeers) continue;
      if (spec.needs !== undefined && !tools.has[spec.needs]) {
        const reason = `there is no ${spec.needs === 'chromium' ? 'Chromium' : 'PostgreSQL of packages'} here`;
        absences.push({ name: spec.name, role: spec.role, reason, isFailure: false });
        continue;
      }
      tools.tell(`${measure.id}: preparing ${spec.name}`);
      await attempt(spec, absences, async () => {
        const contender = await startContender(tools.scripts.pathOf(spec.script), await optionsOf(spec, tools));
        racers.push({ spec, contender, samples: [] });
      });
    }
    await race(measure, racers, absences, tools);
  } finally {
    for (const { contender } of racers) await contender.close();
  }
  const figures = racers.flatMap((racer) => (racer.samples.length > 0 ? [figureOf(racer, tools.settings)] : []));
  const find = (name: string) => figures.find((figure) => figure.name === name);
  return { id: measure.id, title: measure.title, figures, absences, goals: measure.goals({ find }) };
}

async function race(measure: Measure, racers: Racer[], absences: Absence[], tools: BenchTools): Promise<void> {
  const out = new Set<Racer>();
  for (let round = 0; round <= tools.settings.runs; round++) {
    for (const racer of racers) {
      if (out.has(racer) || isPatienceOver(racer)) continue;
      tools.tell(`${measure.id}: ${racer.spec.name}, ${round === 0 ? 'warming up' : `run ${round}`}`);
      const ran = await attempt(racer.spec, absences, async () => {
        if (round === 0) await warmUp(racer.contender);
        else racer.samples.push(await racer.contender.run());
      });
      if (!ran) {
        out.add(racer);
        racer.samples.length = 0;
      }
    }
  }
}

/** Runs until the code is compiled for speed: short work several times, long work once. */
async function warmUp(contender: RunningContender): Promise<void> {
  const end = Date.now() + WARM_UP_MS;
  for (let run = 0; run < MOST_WARM_UPS && (run === 0 || Date.now() < end); run++) await contender.run();
}

function isPatienceOver({ samples }: Racer): boolean {
  return samples.length >= LEAST_RUNS && samples.reduce((total, { ms }) => total + ms, 0) > PATIENCE_MS;
}

/** False, and the reason noted, when the work threw. */
async function attempt(spec: ContenderSpec, absences: Absence[], work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    absences.push({ name: spec.name, role: spec.role, reason, isFailure: spec.role !== 'peer' });
    return false;
  }
}

async function optionsOf(spec: ContenderSpec, { settings, databases }: BenchTools) {
  const scale = spec.scale ?? 1;
  const { sites, projects, budgetLines } = spec.size ?? settings.size;
  const size = {
    sites: Math.max(5, Math.round(sites * scale)),
    projects: Math.max(5, Math.round(projects * scale)),
    budgetLines: Math.max(100, Math.round(budgetLines * scale)),
  };
  const databaseUrl = spec.role === 'ours' || spec.role === 'info' ? await databases.fresh(spec.database) : undefined;
  return { size, mode: spec.mode ?? '', ...(databaseUrl === undefined ? {} : { databaseUrl }) };
}

function figureOf({ spec, samples }: Racer, settings: BenchSettings): Figure {
  const scale = spec.scale ?? 1;
  const ms = median(samples.map((sample) => sample.ms));
  const names = new Set(samples.flatMap((sample) => Object.keys(sample.facts)));
  return {
    name: spec.name,
    role: spec.role,
    versions: versionsOf(spec.packages ?? [], spec.role === 'peer'),
    runs: samples.length,
    scale,
    ms,
    rowsPerSecond: spec.rows === undefined ? null : (spec.rows * scale * 1000) / ms,
    cpuMs: median(samples.map((sample) => sample.cpuMs)),
    peakBytes: Math.max(...samples.map((sample) => sample.peakBytes)),
    facts: Object.fromEntries(
      [...names].map((name) => [name, median(samples.flatMap((sample) => sample.facts[name] ?? []))]),
    ),
    note: spec.note ?? (scale === 1 || settings.isSmall ? null : `at ${scale} of the size`),
  };
}
