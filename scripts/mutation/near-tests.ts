import { posix } from 'node:path';

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?['"]((?:\.|excel-host\/)[^'"]+)['"]|\bimport\(\s*['"]((?:\.|excel-host\/)[^'"]+)['"]/g;

/** A test further away than this many imports is not near: it would be chance that it looks here. */
const MAX_DISTANCE = 6;
/** The nearest tests, as many as are asked whether they pass a place at all. */
const MAX_TESTS = 24;

/** Who imports whom: from each file to the files that import it, types apart because they are gone when a test runs. */
export function importersOf(textByFile: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const [file, text] of textByFile) {
    for (const [, named, dynamic] of text.matchAll(IMPORT)) {
      const target = importedFile(file, named ?? dynamic ?? '');
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  return importers;
}

/** The file that an import means: one beside the importer, or one of the package that lives in this repository. */
function importedFile(importer: string, named: string): string {
  return named.startsWith('.') ? posix.join(posix.dirname(importer), named) : `addin/${named}`;
}

/**
 * The tests near a file: its own and those in its folder, which may come to it by a long way round; then those whose
 * imports lead to it by the fewest steps; of these first the ones in folders near its own, and then the shorter ones,
 * which will be quicker.
 */
export function testsNear(
  file: string,
  tests: ReadonlySet<string>,
  importers: ReadonlyMap<string, readonly string[]>,
  textByFile: ReadonlyMap<string, string>,
): readonly string[] {
  return [...distancesFrom(file, importers)]
    .filter(([member, distance]) => tests.has(member) && distance <= MAX_DISTANCE)
    .map(([test, distance]) => ({
      test,
      rank: [
        Number(!isBeside(file, test)),
        Number(posix.dirname(file) !== posix.dirname(test)),
        distance,
        -sharedFolders(file, test),
        textByFile.get(test)?.length ?? 0,
      ] as const,
    }))
    .sort((one, other) => compareRanks(one.rank, other.rank))
    .slice(0, MAX_TESTS)
    .map(({ test }) => test);
}

/** Whether a test is that of the file, by its name. */
export function isBeside(file: string, test: string): boolean {
  return test.startsWith(`${file.replace(/\.tsx?$/, '')}.`);
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** How many folders two files lie in together. */
function sharedFolders(one: string, other: string): number {
  const [folders, others] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  const parting = folders.findIndex((folder, index) => folder !== others[index]);
  return parting === -1 ? folders.length : parting;
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
