// Writes docs/round-trips.md from round trips through every program: npm run docs:round-trips.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allPrograms } from './programs/all-programs.ts';
import { roundTrip, type RoundTrip } from './round-trip.ts';
import { roundTripsPage } from './round-trips-page.ts';

const trips: RoundTrip[] = [];
for (const program of allPrograms) trips.push(await roundTrip(program));
await writeFile(join(import.meta.dirname, '../../docs/round-trips.md'), roundTripsPage(trips));
