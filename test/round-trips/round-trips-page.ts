import { markdownTable } from '../../scripts/docs/markdown-table.ts';
import { isDeepStrictEqual } from 'node:util';
import type { ExpectedChange, PlannedEdit } from './plan-of-edits.ts';
import { plannedEdits, type RoundTrip, type Upload } from './round-trip.ts';

const VERSIONS = 'Measured with';

/** docs/round-trips.md: program × edit, and what each program keeps around the values. */
export function roundTripsPage(trips: readonly RoundTrip[]): string {
  const programs = trips.map(({ program }) => program);
  return [
    '# Round trips through other programs',
    '',
    'The consolidated workbook is downloaded, edited and saved by a real program, and given back. Every edit below is one that `test/round-trips` does in each of them; the same test checks that nothing else changed in the plan, that the preview said so before, that the same file given back again changes nothing, and that this page is true. `npm run docs:round-trips` writes it.',
    '',
    `${VERSIONS} ${trips.map(({ program, version }) => `${program} ${version}`).join(', ')}.`,
    '',
    '## What becomes of an edit',
    '',
    '**kept**: it is in the plan after the upload. **asked**: the upload says what it would do, and does it when that is allowed. **told**: it cannot be taken, and the upload says so. **no change**: it belongs to the person’s file; the plan stays as it is.',
    '',
    markdownTable(
      ['Edit', ...programs],
      [
        [
          'Open and save, nothing more',
          ...trips.map(({ untouched }) => (isQuiet(untouched) ? 'no change' : 'CHANGED')),
        ],
        ...plannedEdits.map((edit) => [capital(edit.title), ...trips.map((trip) => verdict(trip, edit))]),
      ],
    ),
    '',
    '## What a program keeps around the values',
    '',
    'None of this is needed for the way back: tables are found by their headers, rows by their Row ID. It is what the person who opens the saved file still has. LibreOffice runs here without a window, and then saves no frozen headers.',
    '',
    markdownTable(['Part', ...programs], keptRows(trips)),
    '',
  ].join('\n');
}

/** The page without the line that differs between machines. */
export function withoutVersions(page: string): string {
  return page
    .split('\n')
    .filter((line) => !line.startsWith(VERSIONS))
    .join('\n');
}

function verdict({ first, allowed, saved }: RoundTrip, edit: PlannedEdit): string {
  const isDone = ({ done }: Upload) => edit.changes.every((change) => includes(done, change));
  if (edit.isIn?.(saved) === false) return 'NOT DONE';
  if (edit.told !== undefined) return isTold(first, edit.told) ? 'told' : 'SILENT';
  if (edit.isIn) return 'no change';
  if (isDone(first)) return 'kept';
  return isDone(allowed) ? 'asked' : 'LOST';
}

function isTold({ preview, reply }: Upload, { rule, message }: NonNullable<PlannedEdit['told']>): boolean {
  return [preview, reply].every(({ warnings }) =>
    warnings.some((each) => each.rule === rule && each.message === message),
  );
}

function includes(changes: readonly ExpectedChange[], wanted: ExpectedChange): boolean {
  return changes.some((change) => isDeepStrictEqual(change, wanted));
}

function isQuiet({ promised, done, reply }: Upload): boolean {
  return promised.length + done.length + reply.refusals.length + reply.conflicts.length === 0;
}

function keptRows(trips: readonly RoundTrip[]): string[][] {
  const [names = []] = trips.map(({ parts }) => [...parts.keys()]);
  return names.map((name) => [
    name,
    ...trips.map(({ parts }) => keptWords(parts.get(name) ?? { before: 0, after: 0 })),
  ]);
}

function keptWords({ before, after }: { readonly before: number; readonly after: number }): string {
  if (after === 0) return 'none';
  return after >= before ? 'all' : `${after} of ${before}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
