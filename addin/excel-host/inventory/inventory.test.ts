import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { askHost } from './ask-host.mts';
import { renderPage } from './coverage-page.mts';
import { typedClasses } from './typed-members.ts';

const declarations = `
declare namespace Excel {
    /**
     * A thing.
     *
     * @remarks
     * [Api set: ExcelApi 1.2]
     */
    class Thing extends OfficeExtension.ClientObject {
        /** Of the library. */
        context: RequestContext;
        /**
         * @remarks
         * [Api set: ExcelApi 1.9 for reading; 1.10 for setting]
         */
        size: number;
        /** As old as its class. */
        readonly inner: Excel.Thing;
        /**
         * [Api set: ExcelApi BETA (PREVIEW ONLY)]
         */
        readonly onMoved: OfficeExtension.EventHandlers<Excel.MovedEventArgs>;
        /** Two ways to call it. */
        move(shift: Excel.Shift | "Up" | "Left", lines?: Array<string | number>): void;
        move(shift: Excel.Range | string): Excel.Thing;
        load(options?: Excel.Interfaces.ThingLoadOptions): Excel.Thing;
    }
    /** No class of Excel's objects. */
    interface Shift {
        name: string;
    }
}
`;

test('members are read from the declarations with their set, their kind, and what they give and need', () => {
  expect(typedClasses(declarations)).toEqual([
    {
      name: 'Thing',
      members: [
        { name: 'size', kind: 'property', gives: undefined, isWritable: true, parameters: [], set: 'ExcelApi 1.9' },
        { name: 'inner', kind: 'property', gives: 'Thing', isWritable: false, parameters: [], set: 'ExcelApi 1.2' },
        { name: 'onMoved', kind: 'event', gives: undefined, isWritable: false, parameters: [], set: 'preview' },
        {
          name: 'move',
          kind: 'method',
          gives: undefined,
          isWritable: false,
          parameters: ['Excel.Shift | "Up" | "Left"'],
          set: 'ExcelApi 1.2',
        },
      ],
    },
  ]);
});

test('the host answers for itself: what it has, has in part, lacks, and what nobody can ask it', async () => {
  const path = createRequire(import.meta.url).resolve('@types/office-js/index.d.ts');
  const classes = typedClasses(readFileSync(path, 'utf8'));
  expect(classes.length).toBeGreaterThan(150);
  const answers = await askHost(classes);
  expect(
    [
      'Range.values',
      'TableRowCollection.deleteRows',
      'Worksheet.onChanged',
      'Runtime.enableEvents',
      'Worksheet.standardWidth',
      'Worksheet.charts',
      'Chart.title',
      'Range.valuesAsJson',
    ].map((member) => [member, answers.get(member)]),
  ).toEqual([
    ['Range.values', 'has'],
    ['TableRowCollection.deleteRows', 'has'],
    ['Worksheet.onChanged', 'has'],
    ['Runtime.enableEvents', 'has'],
    ['Worksheet.standardWidth', 'in part'],
    ['Worksheet.charts', 'lacks'],
    ['Chart.title', 'lacks'],
    ['Range.valuesAsJson', 'not asked'],
  ]);
});

test('the page counts by requirement set, oldest first, and names what is lacking where something is there', () => {
  const page = renderPage([
    { className: 'Range', name: 'values', set: 'ExcelApi 1.1', answer: 'has' },
    { className: 'Range', name: 'find', set: 'ExcelApi 1.9', answer: 'lacks' },
    { className: 'Range', name: 'style', set: 'ExcelApiOnline 1.1', answer: 'in part' },
    { className: 'Chart', name: 'title', set: 'ExcelApi 1.10', answer: 'lacks' },
    { className: 'Chart', name: 'later', set: 'ExcelApi 1.18', answer: 'not asked' },
  ]);
  expect(page.match(/^\| (?:Excel|\*\*).*$/gm)).toEqual([
    '| ExcelApi 1.1 | 1 | 1 | 0 | 0 | 0 |',
    '| ExcelApi 1.9 | 1 | 0 | 0 | 1 | 0 |',
    '| ExcelApi 1.10 | 1 | 0 | 0 | 1 | 0 |',
    '| ExcelApi 1.18 | 1 | 0 | 0 | 0 | 1 |',
    '| ExcelApiOnline 1.1 | 1 | 0 | 1 | 0 | 0 |',
    '| **all** | 5 | 1 | 1 | 2 | 1 |',
  ]);
  expect(page).toContain('- **Range** has 1, lacks find (1.9); in part: style\n');
  expect(page).toMatch(/\nChart 2\n$/);
});
