import { availableParallelism, totalmem } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One in TypeScript or TSX, beside what it tests or, where it spans folders, in test/. */
const TESTS = '**/*.test.{ts,tsx}';
/** Tests beside their file that need PostgreSQL, LibreOffice, openpyxl or the like, or what `npm run build` makes. */
const DATABASES = '**/*.databases.test.ts';
const FILES = '**/*.files.test.ts';
/** The peers that the bench installs bring tests of their own. */
const INSTALLED = '**/node_modules/**';
const BUILT = '**/*.built.test.ts';
/** Views drawn on a page in memory. */
const VIEWS = '**/*.test.tsx';
const GIGABYTE = 2 ** 30;
const POSTGRES = './test/postgres/global-setup.ts';
const SEED = './test/seed-of-the-day.ts';

/**
 * Two more than there are cores, for a third of the time and more a test waits for a database, a browser or another program.
 * With three more, what waits in a browser waits for a processor. A worker takes up to a gigabyte, and what it drives as much again.
 */
function sensibleWorkers(): number {
  return Math.max(2, Math.min(availableParallelism() + 2, Math.floor(totalmem() / (2 * GIGABYTE))));
}

/**
 * Each project starts what its tests need and nothing else: `unit` needs no database server, browser or office program.
 * `npm run test:unit -- words` runs those of its files whose path holds one of the words.
 */
export default defineConfig({
  test: {
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    setupFiles: ['./test/wait-as-long-as-it-takes.ts'],
    // A poll ends with its condition; this is when it is given up where the test names no limit.
    expect: { poll: { timeout: 600_000 } },
    maxWorkers: sensibleWorkers(),
    // Files of a project share a worker's modules: to load them anew for each would be a third of the run. So a module
    // keeps nothing from one test file for the next, and hooks that belong to every file stand in a set-up file.
    isolate: false,
    // What a source is transformed to is kept by its content, as types and formatting are.
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            `{shared,server,addin,scripts}/${TESTS}`,
            `test/{bench,fuzz,generators,golden,imports,recipes}/${TESTS}`,
            'test/*.test.ts',
          ],
          exclude: [INSTALLED, DATABASES, FILES, BUILT, VIEWS],
          setupFiles: [SEED],
        },
      },
      {
        extends: true,
        test: { name: 'views', include: [`addin/${VIEWS}`], setupFiles: ['./addin/views/testing/fresh-page.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'contracts',
          include: [`{shared,server,addin}/${DATABASES}`, `test/{contracts,end-to-end,postgres}/${TESTS}`],
          globalSetup: [POSTGRES],
          setupFiles: [SEED, './test/end-to-end/close-worlds.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'histories',
          include: [`test/{histories,replay}/${TESTS}`],
          globalSetup: [POSTGRES],
          setupFiles: [SEED],
        },
      },
      {
        extends: true,
        test: {
          name: 'files',
          include: [`{shared,server,addin}/${FILES}`, `test/round-trips/${TESTS}`],
          setupFiles: [SEED],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [`test/browser/${TESTS}`],
          // A machine that others use may hold up a page longer than any limit. What needed its second try is named in
          // the last lines of the run, and is to be mended.
          retry: 1,
          globalSetup: ['./test/browser/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: [`{server,test}/${BUILT}`, `test/{durability,processes}/${TESTS}`],
          globalSetup: ['./test/browser/build-first.ts'],
        },
      },
    ],
  },
});
