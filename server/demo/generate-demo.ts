import { categoryTwoBudget, categoryTwoCycle2021, categoryTwoCycle2026 } from '../../shared/plan/figures/erate.ts';
import { demoSystems } from './catalog.ts';
import { demoSizes, type DemoSize, type DemoSizeName } from './demo-size.ts';
import { DemoRows } from './demo-rows.ts';
import { generateBoundaries } from './generate-boundaries.ts';
import {
  addLines,
  addReserveProject,
  addSources,
  generateLines,
  reserveLines,
  type ErateRoom,
  type LinePlan,
} from './generate-budget.ts';
import { addApprovalLines, addApprovals, approvalNumber, boardMeetings, generateChanges } from './generate-changes.ts';
import { generateForecasts } from './generate-forecasts.ts';
import { generateLedger, type LineLedger } from './generate-ledger.ts';
import { generateCalendar, generatePeople } from './generate-people.ts';
import { generatePeriods } from './generate-periods.ts';
import { generateProjects } from './generate-projects.ts';
import { generateInventory, generateSites, type DemoSite } from './generate-sites.ts';
import { generateTexts } from './generate-texts.ts';
import { miniProgram } from './mini-program.ts';
import { createRandom, type Random } from './random.ts';

/** The demo program: an invented district, in every size. */
export const demoProgram = {
  id: 'cedar-basin',
  name: 'Strategic Execution Plan',
  district: 'Cedar Basin Unified School District',
  fiscalYear: '2026-27',
} as const;

const SEED = 20_261_031;

/**
 * Invents a whole program: the same seed gives the same rows, byte for byte. Every rule and invariant holds, but for one
 * standing warning (Measure T has sold too few bonds for its contracts) and forecasts that exceed budgets here and there.
 * `mini` is the worked example of the office's definitions and takes from the seed only its Row IDs.
 */
export function generateDemo(size: DemoSizeName, seed: number = SEED): DemoRows {
  const random = createRandom(seed);
  const rows = new DemoRows(random);
  if (size === 'mini') miniProgram(rows);
  else inventProgram(rows, random, demoSizes[size]);
  return rows;
}

function inventProgram(rows: DemoRows, random: Random, size: DemoSize): void {
  const sites = generateSites(rows, random, size.sites);
  for (const system of demoSystems) rows.add('systems', { ...system });
  generateInventory(rows, random, sites);
  const managers = generatePeople(rows, random, size.managers);
  generateCalendar(rows, sites.find(({ name }) => name.endsWith('High School'))?.code);

  const meetings = boardMeetings(size.meetings);
  const surroundings = { rows, random, sites, managers, meetings, approvedBy: approvalNumber };
  addReserveProject(rows);
  const plans = generateProjects(surroundings, size.projects);
  addApprovals(rows, meetings, plans);

  const lines = generateLines(random, plans, erateRoom(sites));
  const reserves = reserveLines();
  generateChanges(rows, random, plans, lines, reserves);
  fillReserves(random, reserves);
  addLines(rows, random, [...lines, ...reserves]);

  const ledger = generateLedger(rows, random, lines);
  addSources(rows, random, sumsBySource([...lines, ...reserves], ledger));
  generateForecasts(rows, random, plans, lines, ledger, size.forecastsFrom);
  generatePeriods(rows);
  generateBoundaries(rows, random, sites);
  generateTexts(rows);
  // Last, so that all else is as it was before it.
  addApprovalLines(rows, plans, lines);
}

/** Nine tenths of what E-Rate would pay for in each cycle. */
function erateRoom(sites: readonly DemoSite[]): ErateRoom {
  const students = sites.reduce((sum, { enrollment }) => sum + (enrollment ?? 0), 0);
  return {
    c2021: Math.floor(categoryTwoBudget(students, categoryTwoCycle2021) * 0.9),
    c2026: Math.floor(categoryTwoBudget(students, categoryTwoCycle2026) * 0.9),
  };
}

/** Each reserve has what was drawn from it and what pending changes ask for, and something to spare. */
function fillReserves(random: Random, reserves: readonly LinePlan[]): void {
  for (const reserve of reserves) {
    const spare = random.integer(40_000_001, 290_000_099);
    reserve.original = Math.max(0, -reserve.current) + reserve.held + spare;
    reserve.current += reserve.original;
  }
}

interface SourceSums {
  current: number;
  obligated: number;
  expended: number;
}

function sumsBySource(lines: readonly LinePlan[], ledger: ReadonlyMap<string, LineLedger>): Map<string, SourceSums> {
  const sums = new Map<string, SourceSums>();
  for (const line of lines) {
    const sum = sums.get(line.source.code) ?? { current: 0, obligated: 0, expended: 0 };
    sums.set(line.source.code, sum);
    const { obligated = 0, expended = 0 } = ledger.get(line.id) ?? {};
    sum.current += line.current;
    sum.obligated += obligated;
    sum.expended += expended;
  }
  return sums;
}
