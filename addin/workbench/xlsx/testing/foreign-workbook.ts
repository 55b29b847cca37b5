import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strToU8, unzipSync, zipSync } from 'fflate';

const run = promisify(execFile);
/** Debian's own Python, for which the packages are made. */
const PYTHON = '/usr/bin/python3';

/** What openpyxl finds in a workbook beside values. */
export interface ForeignFacts {
  readonly sheets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly names: readonly (readonly [string, string])[];
  readonly title: string;
}

/**
 * A workbook with what the workbench knows nothing of: chart, notes, merged cells, conditional formats, links, print
 * set-up, outlines and styles by openpyxl, and parts that no program here makes.
 */
export async function foreignWorkbook(): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    const file = join(folder, 'foreign.xlsx');
    await python('foreign_workbook.py', file);
    return withUnknownParts(new Uint8Array(await readFile(file)));
  });
}

/** What openpyxl finds in a workbook. */
export async function foreignFacts(bytes: Uint8Array): Promise<ForeignFacts> {
  return inFolder(async (folder) => {
    const file = join(folder, 'book.xlsx');
    await writeFile(file, bytes);
    const facts: ForeignFacts = JSON.parse(await python('foreign_facts.py', file));
    return facts;
  });
}

/** Macros, custom XML, printer settings and a part of tomorrow's Excel. */
function withUnknownParts(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const edit = (path: string, change: (xml: string) => string): void => {
    parts[path] = strToU8(change(new TextDecoder().decode(parts[path])));
  };
  const relate = (type: string, target: string) => (xml: string) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="x${target.length}" Type="http://example.org/${type}" Target="${target}"/></Relationships>`,
    );
  parts['customXml/item1.xml'] = strToU8('<budget xmlns="urn:district"><year>2026</year></budget>');
  parts['xl/vbaProject.bin'] = Uint8Array.from({ length: 700 }, (_, index) => index % 251);
  parts['xl/printerSettings/printerSettings1.bin'] = Uint8Array.from([1, 2, 3, 4]);
  parts['xl/future/future1.xml'] = strToU8('<future xmlns="urn:tomorrow"><f>Plan!$A$1</f></future>');
  edit('xl/_rels/workbook.xml.rels', relate('customXml', '../customXml/item1.xml'));
  edit('xl/_rels/workbook.xml.rels', relate('vbaProject', 'vbaProject.bin'));
  edit('xl/_rels/workbook.xml.rels', relate('future', '/xl/future/future1.xml'));
  edit('xl/worksheets/_rels/sheet1.xml.rels', relate('printerSettings', '../printerSettings/printerSettings1.bin'));
  edit('[Content_Types].xml', (xml) =>
    xml.replace('<Override', '<Default Extension="bin" ContentType="application/octet-stream"/><Override'),
  );
  return zipSync(parts);
}

async function python(script: string, file: string): Promise<string> {
  const { stdout } = await run(PYTHON, ['-B', join(import.meta.dirname, script), file]).catch((error: unknown) => {
    throw new Error('These tests need openpyxl: run .ci/run, or install the Debian package python3-openpyxl.', {
      cause: error,
    });
  });
  return stdout;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sep-foreign-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
