import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchChromium } from './browser/chromium.ts';

const run = promisify(execFile);
const source = 'addin/excel-host';

/** A copy of the package's sources below the repository, where it finds the tools that build it. */
let workshop: string;
/** A stranger's project, outside the repository: nothing in it but what it installs and the files of the package's README. */
let project: string;
let packed: readonly string[];

beforeAll(async () => {
  mkdirSync('reports', { recursive: true });
  workshop = mkdtempSync(resolve('reports', 'excel-host-'));
  project = mkdtempSync(join(tmpdir(), 'excel-host-stranger-'));
  cpSync('tsconfig.json', join(workshop, 'tsconfig.json'));
  cpSync(source, join(workshop, source), {
    recursive: true,
    filter: (path) => !/\/dist(?:$|\/)|\.test\.ts$/.test(path),
  });
  const { stdout } = await run('npm', ['pack', '--json', '--foreground-scripts=false', '--pack-destination', project], {
    cwd: join(workshop, source),
  });
  const [tarball] = z
    .array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }))
    .parse(JSON.parse(stdout));
  packed = tarball?.files.map(({ path }) => path) ?? [];
  await install(join(project, tarball?.filename ?? ''));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'stranger', type: 'module' }));
  for (const [file, text] of filesOf(readFileSync(join(source, 'README.md'), 'utf8'))) {
    writeFileSync(join(project, file), text);
  }
});

afterAll(() => {
  for (const folder of [workshop, project]) rmSync(folder, { recursive: true, force: true });
});

/** Unpacks the package and puts beside it what its package.json asks for, and nothing else. */
async function install(tarball: string): Promise<void> {
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'excel-host'), { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', join(modules, 'excel-host'), '--strip-components=1']);
  const wanted = z
    .object({ dependencies: z.record(z.string(), z.string()), peerDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(modules, 'excel-host', 'package.json'), 'utf8')));
  for (const name of [
    ...Object.keys({ ...wanted.dependencies, ...wanted.peerDependencies }),
    'vitest',
    '@types/node',
  ]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
}

/** The blocks of a page that name a file: their names and texts. */
function filesOf(page: string): [file: string, text: string][] {
  return [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, file = '', text = '']) => [file, text]);
}

/** What a command says in the stranger's project; it must end well. */
async function say(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, args, { cwd: project });
  return stdout;
}

test('the package holds what is built, what to read, and no sources', () => {
  expect(packed).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/coverage.md', 'dist/browser.js']));
  expect(packed.filter((path) => /(?<!\.d)\.m?ts$/.test(path))).toEqual([]);
  expect(packed.filter((path) => !/^(?:dist\/|package\.json|README\.md|CHANGELOG\.md|docs\/)/.test(path))).toEqual([]);
});

test('the add-in of the README passes its tests in a project that has only installed the package', async () => {
  const said = await say('node_modules/vitest/vitest.mjs', 'run', '--reporter=json');
  expect(JSON.parse(said)).toMatchObject({ success: true, numTotalTests: 3, numPassedTests: 3 });
});

test('node imports it without TypeScript, and sources are not to be had', async () => {
  const program = `
    const { installExcel } = await import('excel-host/node');
    const { host, Excel: excel } = installExcel();
    await Excel.run(async (context) => {
      context.workbook.getSelectedRange().values = [['=6*7']];
      await context.sync();
    });
    const source = await import('excel-host/book/area.ts').then(() => 'found', ({ code }) => code);
    console.log(JSON.stringify([excel === Excel, host.book.readValues(host.view.sheetId, host.view.selection), source]));
  `;
  expect(JSON.parse(await say('--input-type=module', '--eval', program))).toEqual([
    true,
    [[42]],
    'ERR_MODULE_NOT_FOUND',
  ]);
});

test('its types are known to TypeScript, with Microsoft’s', async () => {
  writeFileSync(
    join(project, 'typed.ts'),
    `import { areaOf, type Scalar } from 'excel-host';
     import { installExcel, openExcel, type OpenedExcel } from 'excel-host/node';
     const excel = installExcel({ lenient: true, quirks: { tableGrows: false } });
     const other: OpenedExcel = excel.coAuthor('bob');
     export const values: Scalar[][] = excel.book.readValues('', areaOf(0, 0, 1, 1));
     export const done: Promise<string> = other.Excel.run(async (context: Excel.RequestContext) => {
       const sheet: Excel.Worksheet = context.workbook.worksheets.getFirst();
       // @ts-expect-error there is no such member
       sheet.noSuchMember;
       return sheet.name;
     });
     // @ts-expect-error a host is asked for
     openExcel('plan.xlsx');
    `,
  );
  const config = {
    compilerOptions: {
      module: 'NodeNext',
      strict: true,
      noEmit: true,
      target: 'ES2022',
      lib: ['ES2023', 'DOM'],
      types: ['office-js', 'node'],
      skipLibCheck: false,
    },
    files: ['typed.ts'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
  const said = await say(resolve('node_modules/typescript-7/bin/tsc'), '-p', '.').catch((error: unknown) =>
    String(error instanceof Object && 'stdout' in error ? error.stdout : error),
  );
  expect(said).toBe('');
});

test('a page that loads office.js from Microsoft is given this Excel instead', async () => {
  const { openPane }: { openPane: (page: Page, address: string) => Promise<void> } = await import(
    pathToFileURL(join(project, 'open-pane.js')).href
  );
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.route('https://pane.test/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>
          <script>
            Office.onReady(() => Excel.run(async (context) => {
              const sheet = context.workbook.worksheets.getItem('Sheet1');
              sheet.onChanged.add(async ({ address, source }) => { document.title = address + ' ' + source; });
              sheet.getRange('A1').values = [['=6*7']];
              await context.sync();
              document.title = 'ready';
            }));
          </script>`,
      }),
    );
    await openPane(page, 'https://pane.test/');
    await page.waitForFunction(() => document.title === 'A1 Local');
    const value = await page.evaluate(
      `ExcelHost.createPerson(excelHost.book, { user: 'bob' }).typeInto('Sheet1', 'B2', '5');
       excelHost.book.readValues(excelHost.view.sheetId, ExcelHost.parseArea('A1'))`,
    );
    expect(value).toEqual([[42]]);
    await page.waitForFunction(() => document.title === 'B2 Remote');
  } finally {
    await browser.close();
  }
});
