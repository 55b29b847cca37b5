import { monthNames } from '../tables/kinds/calendar-dates.ts';
import { WHOLE } from './published-cuts.ts';
import { addedUp, type CutTotals, type PublishedGroup } from './published-totals.ts';

/** What one district has published by a cut. */
export interface DistrictCut {
  /** Month in which its fiscal years begin, 1–12. */
  readonly yearBegins: number;
  readonly groups: readonly PublishedGroup[];
}

/** A group over all districts. */
export interface RollUpGroup extends PublishedGroup {
  /** How many districts have it. A district is in several groups, so this does not add up. */
  readonly districts: number;
}

/**
 * The published totals of districts added up by a cut. Fiscal years of one name that begin in different months are different
 * years: with more than one calendar each group says its own.
 */
export function sumPublished(cut: CutTotals['cut'], districts: readonly DistrictCut[]): RollUpGroup[] {
  const hasCalendars = cut === 'fiscalYear' && new Set(districts.map(({ yearBegins }) => yearBegins)).size > 1;
  const counts = new Map<string, number>();
  const parts: PublishedGroup[] = [];
  for (const { yearBegins, groups } of districts) {
    for (const { group, amounts } of groups) {
      const named = hasCalendars && /^\d{4}-\d{2}$/.test(group) ? `${group} (${calendarWords(yearBegins)})` : group;
      counts.set(named, (counts.get(named) ?? 0) + 1);
      parts.push({ group: named, amounts });
    }
  }
  if (cut === WHOLE && parts.length === 0) return [{ group: WHOLE, amounts: {}, districts: 0 }];
  return addedUp(cut, parts).map((sum) => ({ ...sum, districts: counts.get(sum.group) ?? 0 }));
}

/** The fiscal year of a calendar in words: 7 → "July to June". */
export function calendarWords(yearBegins: number): string {
  const last = (yearBegins + 10) % 12;
  return `${monthNames[yearBegins - 1] ?? ''} to ${monthNames[last] ?? ''}`;
}
