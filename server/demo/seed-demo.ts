import type { Membership } from '../../shared/access/membership.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { ParsedSyncRequest, TableEdits } from '../../shared/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { createAccount, createProgram, grant } from '../identity/accounts.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import { demoSignIns } from './demo-sign-ins.ts';
import { DATA_DATE, type DemoSizeName } from './demo-size.ts';
import { demoProgram, generateDemo } from './generate-demo.ts';
import { seedSteps, type DemoPerson, type SeedStep } from './seed-steps.ts';

const members: { readonly [P in DemoPerson | 'viewer']: { readonly name: string; readonly membership: Membership } } = {
  admin: { name: 'Ada Quintero', membership: { role: 'admin', scope: null } },
  finance: { name: 'Félix Ibarra', membership: { role: 'finance', scope: null } },
  north: { name: 'Nora Lindqvist', membership: { role: 'editor', scope: { regions: ['North'], projects: [] } } },
  south: { name: 'Saul O’Hara', membership: { role: 'editor', scope: { regions: ['South'], projects: [] } } },
  viewer: { name: 'Vera Nuñez', membership: { role: 'viewer', scope: null } },
};

/**
 * Makes the demo program with its people (`admin@`, `finance@`, `north@`, `south@`, `viewer@cedar-basin.example`, password
 * `cedar-basin`) and brings in the generated rows as syncs of several people, so that there is a history to look at.
 * Throws when the program is there already, or when the server does not take a generated row as it is.
 */
export async function seedDemo(store: Store, sync: SyncService, size: DemoSizeName): Promise<void> {
  const program = demoProgram.id;
  await createProgram(store.write, demoProgram);
  const people = new Map<string, WirePerson>();
  for (const [id, { name, membership }] of Object.entries(members)) {
    const email = `${id}@cedar-basin.example`;
    const person = await createAccount(store.write, { email, name, password: demoSignIns.password });
    await grant(store.write, { program, account: person.id, ...membership });
    people.set(id, person);
  }
  let revision = 0;
  for (const step of seedSteps(generateDemo(size), DATA_DATE)) {
    const person = people.get(step.by);
    if (person) revision = await seedStep(sync, person, step, revision);
  }
}

async function seedStep(sync: SyncService, person: WirePerson, step: SeedStep, base: number): Promise<number> {
  const reply = await sync.sync(demoProgram.id, person, requestOf(step, base));
  const [refusal] = reply.refusals;
  const [conflict] = reply.conflicts;
  if (refusal) throw new Error(`“${step.note}” was refused: ${refusal.table} ${refusal.rule}: ${refusal.message}`);
  if (conflict) throw new Error(`“${step.note}” is in conflict on ${conflict.table}.${conflict.column}.`);
  return reply.revision;
}

function requestOf({ note, inserts, updates }: SeedStep, base: number): ParsedSyncRequest {
  const edits: Record<string, TableEdits> = {};
  for (const [table, rows] of inserts) {
    if (rows.length === 0) continue;
    edits[table] = { ...edits[table], inserts: rows.map(({ row, cells }) => ({ row, cells: { ...cells } })) };
  }
  for (const [table, rows] of updates) {
    if (rows.length === 0) continue;
    edits[table] = { ...edits[table], updates: rows.map(({ row, cells }) => ({ row, cells: { ...cells } })) };
  }
  return { protocol: PROTOCOL_VERSION, base, syncId: `seed-${base}`, workbook: 'demo-seed', note, edits };
}
