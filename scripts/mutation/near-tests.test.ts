import { describe, expect, test } from 'vitest';
import { importersOf, testsNear } from './near-tests.ts';

const textByFile = new Map([
  ['server/sum.ts', "import type { Cell } from './cell.ts';"],
  ['server/sum.test.ts', "import { expect } from 'vitest';\nimport { sum } from './sum.ts';"],
  ['server/app.ts', "import {\n  sum,\n} from './sum.ts';\nexport * from './routes/all.ts';"],
  ['server/app.test.ts', "import { app } from './app.ts';"],
  ['test/whole.test.ts', "const { app } = await import('../server/app.ts');"],
  ['server/cell.test.ts', "import type { Cell } from './sum.ts';\nimport './cell.ts';"],
]);
const importers = importersOf(textByFile);
const near = (file: string, texts = textByFile, lines = importers): readonly string[] =>
  testsNear(file, new Set([...texts.keys()].filter((name) => name.includes('.test.'))), lines, texts);

describe('imports', () => {
  test('are found over several lines, re-exported and on demand; types are gone when a test runs', () => {
    expect(importers.get('server/sum.ts')).toEqual(['server/sum.test.ts', 'server/app.ts']);
    expect(importers.get('server/app.ts')).toEqual(['server/app.test.ts', 'test/whole.test.ts']);
    expect(importers.get('server/routes/all.ts')).toEqual(['server/app.ts']);
    expect(importers.get('server/cell.ts')).toEqual(['server/cell.test.ts']);
  });
});

test('an import of the package that lives in this repository means its file', () => {
  const lines = importersOf(new Map([['addin/workbench/a.ts', "import { b } from 'excel-host/book/b.ts';"]]));
  expect(lines.get('addin/excel-host/book/b.ts')).toEqual(['addin/workbench/a.ts']);
});

describe('the tests near a file', () => {
  test('lead to it by their imports: the fewest steps first, then those in folders near it, then short ones', () => {
    expect(near('server/sum.ts')).toEqual(['server/sum.test.ts', 'server/app.test.ts', 'test/whole.test.ts']);
    expect(near('server/cell.ts')).toEqual(['server/cell.test.ts']);
    const texts = new Map([
      ['a/long.test.ts', "import './x.ts'; // and so on"],
      ['a/short.test.ts', "import './x.ts';"],
      ['test.test.ts', "import './a/x.ts';"],
    ]);
    expect(near('a/x.ts', texts, importersOf(texts))).toEqual(['a/short.test.ts', 'a/long.test.ts', 'test.test.ts']);
  });

  test('are first its own and those in its folder, however long the way of imports, which many others may find shorter', () => {
    const texts = new Map([
      ...Array.from({ length: 30 }, (_, index): [string, string] => [`b/t${index}.test.ts`, "import '../a/book.ts';"]),
      ['a/book.ts', "import './x.ts';"],
      ['a/way.ts', "import './book.ts';"],
      ['a/x.test.ts', "import './way.ts';"],
      ['a/other.test.ts', "import './book.ts';"],
    ]);
    const found = near('a/x.ts', texts, importersOf(texts));
    expect([found.slice(0, 2), found.length]).toEqual([['a/x.test.ts', 'a/other.test.ts'], 24]);
  });

  test('are the 24 nearest, and none further than six imports', () => {
    const many = new Map(Array.from({ length: 30 }, (_, index) => [`t${index}.test.ts`, "import './a0.ts';"]));
    expect(near('a0.ts', many, importersOf(many))).toHaveLength(24);
    const chain = Array.from({ length: 7 }, (_, index): [string, string] => [
      `a${index + 1}.ts`,
      `import './a${index}.ts';`,
    ]);
    const atDistance = (count: number) => {
      const texts = new Map([...chain, ['far.test.ts', `import './a${count - 1}.ts';`]]);
      return near('a0.ts', texts, importersOf(texts)).length;
    };
    expect([atDistance(6), atDistance(7)]).toEqual([1, 0]);
  });
});
