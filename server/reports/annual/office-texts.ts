import { reportTextSpecs } from '../../../shared/plan/report-texts.ts';
import type { ReportPart } from '../document/report-document.ts';
import { readCells, type ReportMoment } from '../document/report-moment.ts';

/** What the office has written for its reports, by section. */
export type OfficeTexts = ReadonlyMap<string, string>;

export async function readOfficeTexts(moment: ReportMoment): Promise<OfficeTexts> {
  const rows = await readCells(moment, 'reportTexts', ['section', 'text']);
  return new Map(rows.map(({ section, text }) => [section, text]));
}

/** A text of the office; where there is none, that it is to be written, and what belongs there. */
export function officeText(texts: OfficeTexts, label: string): ReportPart {
  const written = texts.get(label);
  if (written !== undefined) return { kind: 'text', text: written };
  const says = reportTextSpecs.find((spec) => spec.label === label)?.says ?? '';
  return { kind: 'text', isQuiet: true, text: `To be written under Reports, Texts: ${says}` };
}

/** The same under a heading of its own. */
export function headedText(texts: OfficeTexts, label: string, heading = label): ReportPart[] {
  return [{ kind: 'heading', level: 2, text: heading }, officeText(texts, label)];
}
