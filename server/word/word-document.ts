import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type ISectionOptions,
} from 'docx';
import { paperTheme } from '../../shared/charts/paper-theme.ts';
import { TABLE_TEXT } from '../reports/document/column-widths.ts';
import {
  GUTTER,
  PAGE_WIDTHS,
  type PrintedPart,
  type PrintedReport,
  type PrintedSection,
  type PrintedTable,
} from '../reports/document/printed-report.ts';

/** Word counts in twentieths of a point, and text in halves. */
const TWIPS = 20;
const HALVES = 2;
const MARGIN = 0.6 * 72 * TWIPS;
const LETTER = { width: 612 * TWIPS, height: 792 * TWIPS };
/** Every Word has it, and it is as wide as the one that the widths of columns are counted with. */
const FONT = 'Calibri';
const INK = wordColour(paperTheme.ink);
const QUIET = wordColour(paperTheme.quiet);
const HAIR = wordColour(paperTheme.hair);
const colours: Readonly<Record<string, string>> = paperTheme.words;

/** Headings that the contents list. */
const CONTENTS_LEVELS = 2;

/** Style of what stands at the top and at the foot of every page. */
const EDGE = 'Edge';

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** A report as a Word document: real headings, tables whose heads repeat, page numbers, and contents that Word fills in. */
export function wordDocument(report: PrintedReport): Document {
  const { title, district, subtitle } = report;
  return new Document({
    title: [title, subtitle, district].filter((text) => text !== null).join(' – '),
    creator: district,
    keywords: report.receipt,
    features: { updateFields: report.sections.some(({ parts }) => parts.some(({ kind }) => kind === 'contents')) },
    styles: {
      default: {
        document: { run: { font: FONT, size: 10 * HALVES }, paragraph: { spacing: { after: 100 } } },
        title: headingStyle(30, 240),
        heading1: headingStyle(17, 240),
        heading2: headingStyle(12, 200),
        heading3: headingStyle(10, 160),
      },
      paragraphStyles: [
        // The number of a page looks as the words around it, whichever program shows it.
        { id: EDGE, name: 'Edge', basedOn: 'Normal', run: { size: 8 * HALVES, color: QUIET } },
        {
          ...contentsLevel(1),
          basedOn: 'Normal',
          run: { bold: true },
          paragraph: { spacing: { before: 80, after: 20 } },
        },
        { ...contentsLevel(2), basedOn: 'Normal', paragraph: { indent: { left: 240 }, spacing: { after: 10 } } },
      ],
    },
    sections: report.sections.map((section) => wordSection(report, section)),
  });
}

function headingStyle(points: number, before: number) {
  return {
    run: { size: points * HALVES, bold: true, font: FONT, color: INK },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  };
}

function wordSection(report: PrintedReport, section: PrintedSection): ISectionOptions {
  const isLandscape = section.orientation === 'landscape';
  const width = PAGE_WIDTHS[section.orientation] * TWIPS;
  return {
    properties: {
      page: {
        // The library turns the page itself.
        size: { ...LETTER, orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: {
          top: MARGIN * 1.4,
          bottom: MARGIN * 1.2,
          left: MARGIN,
          right: MARGIN,
          header: MARGIN / 2,
          footer: MARGIN / 2,
        },
      },
    },
    headers: {
      default: new Header({ children: [edgeLine(width, [report.title, ` · ${report.head}`], [report.stamp])] }),
    },
    footers: {
      default: new Footer({
        children: [edgeLine(width, [report.foot], ['page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES])],
      }),
    },
    children: section.parts.flatMap((part) => wordPart(part, report)),
  };
}

/** What is at both ends of a line; the library takes its names of page numbers as text. */
function edgeLine(width: number, left: readonly string[], right: readonly string[]): Paragraph {
  return new Paragraph({
    style: EDGE,
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [...left, new Tab(), ...right].map((piece) => new TextRun({ children: [piece] })),
  });
}

function wordPart(part: PrintedPart, report: PrintedReport): (Paragraph | Table | TableOfContents)[] {
  switch (part.kind) {
    case 'cover':
      return [
        new Paragraph({
          heading: HeadingLevel.TITLE,
          spacing: { before: 4000, after: 300 },
          children: [new TextRun(part.title)],
        }),
        ...part.lines.map((line) => new Paragraph({ children: [new TextRun({ text: line, size: 13 * HALVES })] })),
      ];
    case 'heading':
      return [
        new Paragraph({
          heading: headings[part.level - 1] ?? HeadingLevel.HEADING_3,
          children: [new TextRun(part.text)],
        }),
      ];
    case 'text':
      return part.paragraphs.map((text) => new Paragraph({ children: linesOf(text, part.isQuiet) }));
    case 'list':
      return part.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: [new TextRun(item)] }));
    case 'facts':
      return part.facts.map(
        ([label, value], index) =>
          new Paragraph({
            spacing: { after: 20 },
            keepNext: index < part.facts.length - 1,
            children: [new TextRun({ text: `${label}: `, color: QUIET }), new TextRun(value)],
          }),
      );
    case 'beside':
      // Under each other, in the width of the page.
      return [...part.left, ...part.right].flatMap((inner) => wordPart(asWideAsPage(inner), report));
    case 'chart':
      // Its figures are in the table beside it.
      return [new Paragraph({ keepNext: true, children: [new TextRun({ text: part.finding, bold: true })] })];
    case 'contents':
      return [
        new Paragraph({
          spacing: { after: 200 },
          children: [new TextRun({ text: 'Contents', size: 17 * HALVES, bold: true })],
        }),
        new TableOfContents('Contents', {
          hyperlink: true,
          headingStyleRange: '1-2',
          cachedEntries: headingsOf(report),
          beginDirty: false,
        }),
      ];
    case 'signatures':
      return part.roles.map(
        (role) =>
          new Paragraph({
            spacing: { before: 700 },
            keepLines: true,
            border: { top: { style: BorderStyle.SINGLE, size: 6, color: INK, space: 2 } },
            children: [new TextRun({ text: `${role}, signature and date`, size: 8 * HALVES, color: QUIET })],
          }),
      );
    case 'table':
      return wordTable(part);
  }
}

/** "#1f2a2e" as "1F2A2E" */
function wordColour(colour: string): string {
  return colour.slice(1).toUpperCase();
}

/** What the contents say before Word has filled in their pages. */
function headingsOf({ sections }: PrintedReport): { title: string; level: number }[] {
  return sections.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      part.kind === 'heading' && part.level <= CONTENTS_LEVELS ? [{ title: part.text, level: part.level }] : [],
    ),
  );
}

/** A table that stood in one half of a page. */
function asWideAsPage(part: PrintedPart): PrintedPart {
  if (part.kind !== 'table') return part;
  const half = part.columns.reduce((sum, { width }) => sum + width, 0);
  const scale = half === 0 ? 1 : (2 * half + GUTTER) / half;
  return {
    ...part,
    columns: part.columns.map((column) => ({ ...column, width: column.width * scale })),
    textSize: Math.min(TABLE_TEXT, part.textSize * scale),
  };
}

function linesOf(text: string, isQuiet: boolean): TextRun[] {
  const look = isQuiet ? { color: QUIET, size: 9 * HALVES } : {};
  return text
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...look, ...(index === 0 ? {} : { break: 1 }) }));
}

/** A paragraph after it, since two tables without one between become one. */
function wordTable(table: PrintedTable): (Paragraph | Table)[] {
  if (table.rows.length === 0) return [new Paragraph({ children: [new TextRun({ text: table.empty, color: QUIET })] })];
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((column, index) =>
      wordCell(table, index, column.label, { isBold: true, fill: 'F0F0F0' }),
    ),
  });
  const rows = table.rows.map(
    (row) => new TableRow({ cantSplit: true, children: row.map((text, index) => wordCell(table, index, text, {})) }),
  );
  const total =
    table.total === null
      ? []
      : [
          new TableRow({
            cantSplit: true,
            children: table.total.map((text, index) => wordCell(table, index, text, { isBold: true })),
          }),
        ];
  const line = { style: BorderStyle.SINGLE, size: 4, color: HAIR };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: table.columns.map(({ width }) => Math.round(width * TWIPS)),
      width: {
        size: Math.round(table.columns.reduce((sum, { width }) => sum + width, 0) * TWIPS),
        type: WidthType.DXA,
      },
      margins: { left: 30, right: 30, top: 20, bottom: 20 },
      borders: { top: line, bottom: line, insideHorizontal: line, left: none, right: none, insideVertical: none },
      rows: [head, ...rows, ...total],
    }),
    new Paragraph({ children: [], spacing: { after: 60 } }),
  ];
}

interface CellLook {
  readonly isBold?: boolean;
  readonly fill?: string;
}

function wordCell(table: PrintedTable, index: number, text: string, { isBold = false, fill }: CellLook): TableCell {
  const { columns, status, textSize } = table;
  const isStatus = index === status && !isBold;
  const colour = isStatus ? colours[text.slice(0, 1)] : undefined;
  return new TableCell({
    width: { size: Math.round((columns[index]?.width ?? 0) * TWIPS), type: WidthType.DXA },
    ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
    children: [
      new Paragraph({
        alignment: columns[index]?.isNumber === true ? AlignmentType.RIGHT : AlignmentType.LEFT,
        spacing: { after: 0 },
        // An empty cell is as high as its paragraph's end.
        run: { size: Math.round(textSize * HALVES) },
        children: [
          new TextRun({
            text,
            bold: isBold || isStatus,
            strike: columns[index]?.isStruck === true && !isBold,
            size: Math.round(textSize * HALVES),
            ...(colour === undefined ? {} : { color: wordColour(colour) }),
          }),
        ],
      }),
    ],
  });
}

/** What Word calls the style of a line of the contents. */
function contentsLevel(level: number): { readonly id: string; readonly name: string } {
  return { id: `TOC${level}`, name: `toc ${level}` };
}
