import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { noNames } from '../../shared/tables/code-names.ts';
import { GoneNotes, goneNoteWords } from './gone-notes.tsx';

const cells = Array.from({ length: 6 }, (_, index) => ({
  table: 'sites',
  row: `R${index}`,
  rowKey: '0417',
  header: 'Notes',
  text: `call ${index}`,
}));

test('[A1] a note that went with a row is told with its row and column, can be copied, and the sixth is counted', () => {
  expect(cells.slice(0, 1).map((cell) => goneNoteWords(cell, noNames))).toEqual([
    'Sites · 0417: the row was deleted from the plan. In your column Notes stood “call 0”.',
  ]);
  const drawn = renderToStaticMarkup(<GoneNotes cells={cells} onDismiss={() => undefined} />);
  expect([drawn.match(/Copy it/g)?.length, drawn.includes('and 1 more')]).toEqual([5, true]);
  expect(renderToStaticMarkup(<GoneNotes cells={[]} onDismiss={() => undefined} />)).toBe('');
});
