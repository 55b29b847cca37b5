import { measureNamed } from '../measure-columns.ts';
import type { ReportPart } from './report-document.ts';

/** What every report says of its figures. */
const ABOUT: readonly (readonly [subject: string, meaning: string])[] = [
  [
    'Day',
    'Nothing posted, awarded or effective after the day of the figures counts. A change that comes into effect later is pending.',
  ],
  [
    'Shared amounts',
    'What a project budgets without a location is shared among the sites of its scope, so that amounts add up to the cent.',
  ],
  ['Dates', 'A marks an actual date; all others are expected. A positive variance in days is late.'],
];

/** The definitions of the figures that a report shows, and of what holds for all of them. */
export function definitions(measures: readonly string[]): ReportPart[] {
  const figures = measures.map(measureNamed).map(({ number, label, definition }) => [number, label, definition]);
  return [
    { kind: 'heading', level: 2, text: 'About the figures' },
    {
      kind: 'table',
      sheet: 'About the figures',
      columns: [
        { label: 'No.', width: 6, format: 'code' },
        { label: 'Figure', width: 26, format: 'text' },
        { label: 'Meaning', width: 90, format: 'wrapped' },
      ],
      rows: [...figures, ...ABOUT.map(([subject, meaning]) => [null, subject, meaning])],
      empty: 'No figures.',
    },
  ];
}
