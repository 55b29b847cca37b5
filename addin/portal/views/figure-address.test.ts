import { expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import { figureIn } from './figure-address.ts';
import { withFigure, withoutFigure, type AddressedFigure } from './with-figure.ts';

const ofSource: AddressedFigure = {
  measure: 'expended',
  part: { project: '26.00009', source: 'BND-A:1 & more' },
  revision: 148,
  asOf: '2026-10-31',
  since: 'B0',
};
const ofProgram: AddressedFigure = { measure: 'current', part: {}, revision: null, asOf: null };

/** As it is read from an address that was sent on. */
const sent = (figure: AddressedFigure): URLSearchParams =>
  new URLSearchParams(withFigure(new URLSearchParams('by=source&asOf=2026-12-01'), figure).toString());

test.each([
  [ofSource, 'Expended', 'Project 26.00009, Funding Source BND-A:1 & more'],
  [ofProgram, 'Current Budget', 'Program'],
  [{ ...ofProgram, part: { region: 'North' } }, 'Current Budget', 'North'],
])('the address of a figure leads back to it, of the same moment', (figure, label, of) => {
  expect(figureIn(sent(figure), noNames)).toEqual({ ...figure, label, of });
});

test('what else the address says stays, with the figure and without it', () => {
  expect([...sent(ofSource)].slice(0, 2)).toEqual([
    ['by', 'source'],
    ['asOf', '2026-12-01'],
  ]);
  expect(withoutFigure(sent(ofSource)).toString()).toBe('by=source&asOf=2026-12-01');
});

test('another figure takes the place of the one before', () => {
  expect(figureIn(withFigure(sent(ofSource), ofProgram), noNames)).toMatchObject(ofProgram);
});

test.each([
  '',
  'figure=',
  'figure=wealth',
  'figure=percentSpent',
  'figure=current&part=colour:red',
  'figure=current&part=source',
  'figure=current&part=source:BND-A&part=source:BND-B',
])('an address that names no figure there is opens none: %s', (query) =>
  expect(figureIn(new URLSearchParams(query), noNames)).toBeNull(),
);

test('a moment that is none is left for the server to say', () => {
  const query = new URLSearchParams('figure=current&at=-1&day=2026-02-31');
  expect(figureIn(query, noNames)).toMatchObject({ revision: null, asOf: null });
});
