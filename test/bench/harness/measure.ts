import type { PlanSize } from '../workload/plan-rows.ts';

/** ours: the product. limit: a plain loop or raw store that does the least. peer: a library. info: told without a goal. */
export type Role = 'ours' | 'limit' | 'peer' | 'info';

/** Something to compare: a script with its place, size and the packages whose versions are told. */
export interface ContenderSpec {
  /** Unique within the measure. */
  readonly name: string;
  readonly role: Role;
  /** Name of the script in test/bench/contenders, or of a peer in test/bench/peers, without its ending. */
  readonly script: string;
  readonly mode?: string;
  /** Share of the workload it runs at; default 1. Slow peers run at a tenth. */
  readonly scale?: number;
  /** Size in place of the bench's. */
  readonly size?: PlanSize;
  /** Rows handled per run at full scale, for rows per second; absent: not told. */
  readonly rows?: number;
  readonly packages?: readonly string[];
  /** What the machine must have; where it is missing, the contender is absent and nothing has failed. */
  readonly needs?: 'chromium' | 'pg_dump';
  /** What it is measured on, whatever the bench was asked for; default: what it was asked for. */
  readonly database?: 'postgres';
  readonly note?: string;
}

/** Medians over the interleaved runs of one contender. */
export interface Figure {
  readonly name: string;
  readonly role: Role;
  readonly versions: readonly string[];
  readonly runs: number;
  readonly scale: number;
  readonly ms: number;
  readonly rowsPerSecond: number | null;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly note: string | null;
}

/** A contender that could not be measured, and why. */
export interface Absence {
  readonly name: string;
  readonly role: Role;
  readonly reason: string;
  /** Something of ours or a limit went wrong. */
  readonly isFailure: boolean;
}

/** What was aimed at, and what came out. `isMet` is null when a figure is missing. */
export interface Goal {
  readonly text: string;
  readonly value: number | null;
  readonly bound: number;
  readonly unit: '×' | 'MB' | 'kB' | 'ms';
  readonly isMet: boolean | null;
}

export interface MeasureReport {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly absences: readonly Absence[];
  readonly goals: readonly Goal[];
}

export interface BenchSettings {
  readonly size: PlanSize;
  readonly runs: number;
  readonly withPeers: boolean;
  /** Also what takes minutes: a million rows. */
  readonly isFull: boolean;
  readonly isSmall: boolean;
  readonly database: 'sqlite' | 'postgres';
}

export interface Measure {
  readonly id: string;
  readonly title: string;
  contenders(settings: BenchSettings): readonly ContenderSpec[];
  goals(figures: FigureTable): readonly Goal[];
}

/** The figures of a measure by name. */
export interface FigureTable {
  find(name: string): Figure | undefined;
}

/** A goal that the value be at most the bound. */
export function goalAtMost(text: string, value: number | null, bound: number, unit: Goal['unit']): Goal {
  const known = value === null || Number.isNaN(value) ? null : value;
  return { text, value: known, bound, unit, isMet: known === null ? null : known <= bound };
}

/** A goal that the value be at least the bound. */
export function goalAtLeast(text: string, value: number | null, bound: number, unit: Goal['unit']): Goal {
  const known = value === null || Number.isNaN(value) ? null : value;
  return { text, value: known, bound, unit, isMet: known === null ? null : known >= bound };
}

/** Time of one contender over that of another; null when one of them is missing. */
export function ratio(figures: FigureTable, over: string, under: string): number | null {
  const [a, b] = [figures.find(over), figures.find(under)];
  return a && b ? a.ms / b.ms : null;
}

/** A further figure of a contender; null when missing. */
export function fact(figures: FigureTable, name: string, key: string): number | null {
  return figures.find(name)?.facts[key] ?? null;
}
