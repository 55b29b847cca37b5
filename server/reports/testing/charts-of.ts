import { parseHTML } from 'linkedom';
import { printedReport, type PrintedChart, type PrintedPart } from '../document/printed-report.ts';
import type { ReportDocument } from '../document/report-document.ts';

/** The charts of a report as they are drawn, in their order. */
export function drawnCharts(report: ReportDocument): PrintedChart[] {
  const within = (part: PrintedPart): PrintedChart[] => {
    if (part.kind === 'beside') return [...part.left, ...part.right].flatMap(within);
    return part.kind === 'chart' ? [part] : [];
  };
  return printedReport(report).sections.flatMap(({ parts }) => parts.flatMap(within));
}

/** Words in a drawing. */
export function wordsOf({ svg }: PrintedChart): string[] {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  return [...document.querySelectorAll('text')]
    .map(({ textContent }) => textContent ?? '')
    .filter((text) => text !== '');
}
