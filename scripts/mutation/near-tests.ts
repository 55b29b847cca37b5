import { posix } from 'node:path';
import type { MeasuredTest } from './measured-tests.ts';

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/g;

/** A test further away than this many imports is not near: it would be chance that it looks here. */
const MAX_DISTANCE = 6;
/** Tests this near are run even where their passing by was not seen, as in code that runs in a worker. */
const BESIDE = 2;
/** The nearest tests, as many as somebody who changes the place would have the patience to run. */
const MAX_TESTS = 12;

/** Who imports whom: from each file to the files that import it, types apart because they are gone when a test runs. */
export function importersOf(textByFile: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const [file, text] of textByFile) {
    for (const [, named, dynamic] of text.matchAll(IMPORT)) {
      const target = posix.join(posix.dirname(file), named ?? dynamic ?? '');
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  return importers;
}

/**
 * The tests near a change: those whose imports lead to its file and that pass its place, the nearest of them. The ones
 * that will tell soonest come first: a test two imports away may be asked before one beside the place that takes long.
 */
export function testsNear(
  change: { readonly id: string; readonly file: string },
  tests: readonly MeasuredTest[],
  importers: ReadonlyMap<string, readonly string[]>,
): readonly MeasuredTest[] {
  const distances = distancesFrom(change.file, importers);
  const near = tests
    .map((test) => ({ test, distance: distances.get(test.file) ?? Infinity }))
    .filter(({ test, distance }) => distance <= (test.passes.has(change.id) ? MAX_DISTANCE : BESIDE))
    .sort((one, other) => one.distance - other.distance || one.test.cpuSeconds - other.test.cpuSeconds)
    .slice(0, MAX_TESTS);
  const effort = ({ test, distance }: (typeof near)[number]): number => distance * test.cpuSeconds;
  return near.sort((one, other) => effort(one) - effort(other)).map(({ test }) => test);
}

/** The files whose imports lead to one of these within the distance that is still near. */
export function filesNear(
  files: Iterable<string>,
  importers: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const near = new Set<string>();
  for (const file of files) {
    for (const [member, distance] of distancesFrom(file, importers)) if (distance <= MAX_DISTANCE) near.add(member);
  }
  return near;
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** How many imports lie between a file and those that lead to it: 1 for a file that imports it itself. */
function distancesFrom(file: string, importers: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const distances = new Map([[file, 0]]);
  // A map gives what is added while it is walked too, so this goes outwards ring by ring.
  for (const [member, distance] of distances) {
    for (const importer of importers.get(member) ?? []) {
      if (!distances.has(importer)) distances.set(importer, distance + 1);
    }
  }
  return distances;
}
