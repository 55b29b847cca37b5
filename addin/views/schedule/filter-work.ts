import { isLate, plainStatus, type PlainStatus } from '../../../shared/guide/plain-status.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';

/**
 * How lines stand: in words that everybody knows; open is all but done, late is late whatever else it is. A clash is an
 * installation on blocked days [V42], a slip one that was first planned outside of them.
 */
export type Standing = PlainStatus | 'open' | 'late' | 'clash' | 'slip';

/** What of the schedule is looked at; empty texts and nulls leave nothing out. */
export interface ScheduleFilter {
  /** Parts of code or name of school or project. */
  readonly text: string;
  readonly region: string | null;
  readonly program: string | null;
  /** System code. */
  readonly system: string | null;
  /** Person ID of the project's manager. */
  readonly manager: string | null;
  readonly standing: Standing | null;
  /** `YYYY-MM`: what starts or finishes in it, or goes on all through it. */
  readonly month: string | null;
}

export const everything: ScheduleFilter = {
  text: '',
  region: null,
  program: null,
  system: null,
  manager: null,
  standing: null,
  month: null,
};

/** Person ID of its manager by project number. */
export type Managers = Readonly<Record<string, string>>;

/** The lines that pass a filter, in their order. */
export function filterWork<W extends SiteWork>(
  work: readonly W[],
  filter: ScheduleFilter,
  asOf: string,
  managers: Managers = {},
): W[] {
  const holds = textFilter(filter.text);
  return work.filter((line) => {
    if (filter.region !== null && line.region !== filter.region) return false;
    if (filter.program !== null && line.program !== filter.program) return false;
    if (filter.system !== null && !line.systems.includes(filter.system)) return false;
    if (filter.manager !== null && managers[line.project] !== filter.manager) return false;
    if (filter.standing !== null && !stands(line, filter.standing, asOf)) return false;
    if (filter.month !== null && !isIn(line, filter.month)) return false;
    return holds(`${line.location ?? ''} ${line.siteName ?? ''} ${line.project} ${line.projectName}`);
  });
}

/** True for texts that hold every word that was typed, in any order, however they are written. */
export function textFilter(typed: string): (text: string) => boolean {
  const parts = folded(typed)
    .split(/\s+/)
    .filter((part) => part !== '');
  return (text) => {
    const found = folded(text);
    return parts.every((part) => found.includes(part));
  };
}

/** Small letters without accents, as people type them. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function stands(line: SiteWork, standing: Standing, asOf: string): boolean {
  if (standing === 'late') return isLate(line);
  if (standing === 'clash') return line.clashes.length > 0;
  if (standing === 'slip') return line.clashes.some(({ isSlip }) => isSlip);
  const status = plainStatus(line, asOf);
  return standing === 'open' ? status !== 'done' : status === standing;
}

function isIn({ start, finish }: SiteWork, month: string): boolean {
  const [from, to] = [start?.day ?? finish?.day, finish?.day ?? start?.day];
  return from !== undefined && to !== undefined && from.slice(0, 7) <= month && to.slice(0, 7) >= month;
}

/** What there is to choose from, in the order of names. */
export function choicesOf(work: readonly SiteWork[], of: 'region' | 'program' | 'systems'): string[] {
  return [...new Set(work.flatMap((line) => line[of] ?? []))].sort((a, b) => a.localeCompare(b, 'en'));
}
