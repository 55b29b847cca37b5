import type { Membership } from '../../shared/access/membership.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { createAccount, createProgram, grant } from '../identity/accounts.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import { demoSignIns } from './demo-sign-ins.ts';
import { DATA_DATE, type DemoSizeName } from './demo-size.ts';
import { demoProgram, generateDemo } from './generate-demo.ts';
import type { DemoPerson } from './plan-days.ts';
import { stepsLaidAside, type StepLaidAside, type ToldStep } from './lay-aside.ts';
import { livedSteps, openingSteps, type SeedStep, type TakenUp } from './seed-steps.ts';
import { inProgram } from '../storage/program-scope.ts';

const members: {
  readonly [P in DemoPerson | 'viewer']: {
    readonly name: string;
    readonly membership: Pick<Membership, 'role' | 'scope'>;
  };
} = {
  admin: { name: 'Ada Quintero', membership: { role: 'admin', scope: null } },
  finance: { name: 'Félix Ibarra', membership: { role: 'finance', scope: null } },
  north: { name: 'Nora Lindqvist', membership: { role: 'editor', scope: { regions: ['North'], projects: [] } } },
  south: { name: 'Saul O’Hara', membership: { role: 'editor', scope: { regions: ['South'], projects: [] } } },
  viewer: { name: 'Vera Nuñez', membership: { role: 'viewer', scope: null } },
};

/** The worked example is known by what it comes to, not by how it came about; a whole state's history would take too long. */
const livedSizes: ReadonlySet<DemoSizeName> = new Set(['demo', 'district']);

/**
 * How a plan is taken up. That of a district has closed projects on its first day. What has happened in that of a state, which has
 * no such history, lies before the day.
 */
const takenUp: { readonly [S in DemoSizeName]?: TakenUp } = {
  district: { isPaid: true },
  state: { on: `${addDays(DATA_DATE, 2)}T09`, isPaid: true },
};

/**
 * Makes the demo program with its people (`admin@`, `finance@`, `north@`, `south@`, `viewer@cedar-basin.example`, password
 * `cedar-basin`) and brings in the generated rows as syncs of several people, so that there is a history to look at.
 * `beforeStep` hears which of all the syncs comes next, from 0: a clock can be put to when it is to have been.
 * Throws when the program is there already, or when the server does not take a generated row as it is.
 */
export async function seedDemo(
  store: Store,
  sync: Pick<SyncService, 'sync'>,
  size: DemoSizeName,
  beforeStep?: (index: number, steps: readonly ToldStep[]) => void,
): Promise<void> {
  await seedSteps(store, sync, stepsOf(size), beforeStep);
}

function stepsOf(size: DemoSizeName): SeedStep[] {
  const rows = generateDemo(size);
  return livedSizes.has(size)
    ? livedSteps(rows, takenUp[size])
    : openingSteps((table) => rows.of(table), takenUp[size]);
}

/** `seedDemo` with other steps, which are taken out of the list. */
export async function seedSteps(
  store: Store,
  sync: Pick<SyncService, 'sync'>,
  steps: SeedStep[],
  beforeStep: (index: number, steps: readonly ToldStep[]) => void = () => undefined,
): Promise<void> {
  const aside = stepsLaidAside(steps);
  await inProgram(demoProgram.id, () => seedProgram(store, sync, aside, beforeStep));
}

async function seedProgram(
  store: Store,
  sync: Pick<SyncService, 'sync'>,
  steps: readonly StepLaidAside[],
  beforeStep: (index: number, steps: readonly ToldStep[]) => void,
): Promise<void> {
  const program = demoProgram.id;
  await createProgram(store.write, demoProgram);
  const people = new Map<string, WirePerson>();
  for (const [id, { name, membership }] of Object.entries(members)) {
    const email = `${id}@cedar-basin.example`;
    const person = await createAccount(store.write, { email, name, password: demoSignIns.password });
    await grant(store.write, { program, account: person.id, ...membership });
    people.set(id, person);
  }
  const administrator = people.get('admin')?.id ?? '';
  await store.write.updateTable('accounts').set({ administers: 1 }).where('id', '=', administrator).execute();
  let revision = 0;
  for (const [index, step] of steps.entries()) {
    beforeStep(index, steps);
    const person = people.get(step.by);
    if (person) revision = await seedStep(sync, person, step.take(), revision);
  }
}

async function seedStep(
  sync: Pick<SyncService, 'sync'>,
  author: WirePerson,
  step: SeedStep,
  base: number,
): Promise<number> {
  const { note, isContinued = false } = step;
  const syncId = `seed-${base}`;
  const origin = {
    door: 'demo',
    workbook: 'demo-seed',
    syncId,
    digest: requestDigest({ syncId }),
    base,
    note,
    isContinued,
  } as const;
  const submission = { author, origin, edits: editsOf(step, base) };
  const reply = await sync.sync(demoProgram.id, submission, { bringRows: false });
  const [refusal] = reply.refusals;
  const [conflict] = reply.conflicts;
  if (refusal) throw new Error(`“${note}” was refused: ${refusal.table} ${refusal.rule}: ${refusal.message}`);
  if (conflict) throw new Error(`“${note}” is in conflict on ${conflict.table}.${conflict.column}.`);
  return reply.revision;
}

function editsOf({ inserts, updates }: SeedStep, base: number): Edit[] {
  const edits: Edit[] = [];
  for (const [table, rows] of inserts) {
    for (const { row, cells } of rows) edits.push({ kind: 'insert', table, row, cells, seen: base });
  }
  for (const [table, rows] of updates) {
    for (const { row, cells } of rows) {
      const seen = Object.fromEntries(Object.keys(cells).map((column) => [column, base]));
      edits.push({ kind: 'update', table, row, cells, seen });
    }
  }
  return edits;
}
