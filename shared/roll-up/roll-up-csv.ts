import { csvOf, type FeedRow } from '../feeds/csv.ts';
import { decimalText } from '../feeds/decimal-text.ts';
import { cutLabels } from '../plan/figures/cuts.ts';
import type { RollUpReply } from '../protocol/roll-ups.ts';
import { districtStateWords } from './district-state.ts';

/** What a line of the sums is called where districts have their names. */
const ALL = 'All districts';

/** A roll-up as a file: a line per district and group, one for each that is missing, then the sums. */
export function rollUpCsv(rollUp: RollUpReply): { readonly name: string; readonly text: string } {
  const { by, measures, districts, groups, total, name, today } = rollUp;
  const groupLabel = by === null ? null : cutLabels[by];
  const measureLabel = ({ label, isAdditive }: (typeof measures)[number]): string =>
    isAdditive ? label : `${label} (not additive)`;
  const columns = [
    'District Code',
    'District',
    'State',
    'As Of',
    'Revision',
    'Receipt',
    ...(groupLabel === null ? [] : [groupLabel]),
    ...measures.map(measureLabel),
  ];
  const figures = (values: Readonly<Record<string, number | null>>): FeedRow =>
    Object.fromEntries(
      measures.map((measure) => {
        const value = values[measure.name] ?? null;
        const told = measure.kind === 'money' && value !== null ? decimalText(value, 2) : value;
        return [measureLabel(measure), told];
      }),
    );
  const ofGroup = (group: string): FeedRow => (groupLabel === null ? {} : { [groupLabel]: group });
  const lines = districts.flatMap(({ code, name: district, state, published, groups: own = [] }): FeedRow[] => {
    const facts = {
      'District Code': code,
      District: district,
      State: districtStateWords[state],
      'As Of': published?.asOf ?? null,
      Revision: published?.revision ?? null,
      Receipt: published?.receipt ?? null,
    };
    if (own.length === 0) return [facts];
    return own.map(({ group, values }) => ({ ...facts, ...ofGroup(group), ...figures(values) }));
  });
  const sums =
    by === null ? [] : groups.map(({ group, values }) => ({ District: ALL, ...ofGroup(group), ...figures(values) }));
  const whole = { District: ALL, ...ofGroup('All'), ...figures(total) };
  return {
    name: `${name}${groupLabel === null ? '' : ` by ${groupLabel}`}, ${today}.csv`,
    text: csvOf(columns, [...lines, ...sums, whole]),
  };
}
