import { readPdf, withoutSpaces, type ReadPdf } from '../../pdf/testing/read-pdf.ts';
import { renderPdf } from '../../pdf/render-pdf.ts';
import { printedReport, type PrintedPart, type PrintedReport } from '../document/printed-report.ts';
import type { ReportDocument } from '../document/report-document.ts';

/** Texts of a report in the order in which they are read; signatures and the contents, which follow from the rest, are left out. */
export function textsOf({ sections }: PrintedReport): string[] {
  return sections.flatMap(({ parts }) => parts.flatMap(textsIn));
}

function textsIn(part: PrintedPart): string[] {
  switch (part.kind) {
    case 'cover':
      return [part.title, ...part.lines];
    case 'heading':
      return [part.text];
    case 'text':
      return [...part.paragraphs];
    case 'list':
      return [...part.items];
    case 'facts':
      return part.facts.flat();
    case 'beside':
      return [...part.left, ...part.right].flatMap(textsIn);
    case 'table': {
      if (part.rows.length === 0) return [part.empty];
      const labels = part.columns.map(({ label }) => label);
      return [...labels, ...part.rows.flat(), ...(part.total ?? [])];
    }
    case 'chart':
      return [part.finding];
    case 'contents':
    case 'signatures':
      return [];
  }
}

export interface SetReport {
  readonly pdf: ReadPdf;
  /** The first text that the PDF does not tell in its place, with what it tells there; null: it tells them all. */
  readonly missing: string | null;
  /** How many texts there are. */
  readonly texts: number;
}

/** Sets a report as PDF and looks for each of its texts, one after the other. */
export async function setReport(report: ReportDocument): Promise<SetReport> {
  const printed = printedReport(report);
  const pdf = await readPdf(await renderPdf({ template: 'report', data: printed }, {}));
  const said = withoutSpaces(pdf.pages.join(''));
  const texts = textsOf(printed);
  let at = 0;
  for (const text of texts) {
    const wanted = withoutSpaces(text);
    const found = said.indexOf(wanted, at);
    if (found < 0)
      return { pdf, missing: `“${text}” after “${said.slice(Math.max(0, at - 80), at)}”`, texts: texts.length };
    at = found + wanted.length;
  }
  return { pdf, missing: null, texts: texts.length };
}
