import { rawZip, type RawEntry } from './raw-zip.ts';

export interface SmallSheet {
  readonly name: string;
  /** XML of the rows: `<row r="1">…</row>`. */
  readonly rows: string;
  /** XML behind the rows, such as a filter. */
  readonly after?: string;
  /** XML of the sheet's Excel tables, each a part of its own. */
  readonly tables?: readonly string[];
}

export interface SmallFile {
  readonly sheets: readonly SmallSheet[];
  /** XML of the shared strings: `<si>…</si>`; absent: the file has none. */
  readonly strings?: string;
  /** XML before the list of sheets, such as `<workbookPr date1904="1"/>`. */
  readonly before?: string;
  /** Parts beside or instead of the ones made from the above. */
  readonly parts?: readonly RawEntry[];
}

/** A workbook file as any program may have written it, its XML as given: what no writer of ours would make. */
export function smallFile({ sheets, strings, before = '', parts = [] }: SmallFile): Uint8Array {
  const list = sheets.map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index + 1}"/>`);
  const links = sheets.map((_sheet, index) => link(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  if (strings !== undefined) links.push(link('t', 'sharedStrings', 'sharedStrings.xml'));
  const made: RawEntry[] = [
    { path: '_rels/.rels', content: linksXml([link('w', 'officeDocument', 'xl/workbook.xml')]) },
    { path: 'xl/workbook.xml', content: `<workbook>${before}<sheets>${list.join('')}</sheets></workbook>` },
    { path: 'xl/_rels/workbook.xml.rels', content: linksXml(links) },
    ...(strings === undefined ? [] : [{ path: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` }]),
    ...sheets.flatMap(partsOfSheet),
  ];
  const paths = new Set(parts.map(({ path }) => path));
  return rawZip([...made.filter(({ path }) => !paths.has(path)), ...parts]);
}

function partsOfSheet({ rows, after = '', tables = [] }: SmallSheet, index: number): RawEntry[] {
  const name = `sheet${index + 1}.xml`;
  const sheet = {
    path: `xl/worksheets/${name}`,
    content: `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
  };
  if (tables.length === 0) return [sheet];
  const path = (table: number) => `tables/table${index + 1}-${table + 1}.xml`;
  const links = tables.map((_table, table) => link(`t${table}`, 'table', `../${path(table)}`));
  return [
    sheet,
    { path: `xl/worksheets/_rels/${name}.rels`, content: linksXml(links) },
    ...tables.map((content, table) => ({ path: `xl/${path(table)}`, content })),
  ];
}

/** A link from one part to another, its type in the usual namespace. */
export function link(id: string, type: string, target: string): string {
  const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return `<Relationship Id="${id}" Type="${namespace}/${type}" Target="${target}"/>`;
}

export function linksXml(links: readonly string[]): string {
  return `<Relationships>${links.join('')}</Relationships>`;
}

/** A row of texts and numbers; undefined leaves a cell out. */
export function rowXml(number: number, ...values: readonly (string | number | undefined)[]): string {
  const cells = values.map((value, column) => {
    const address = `${String.fromCharCode(65 + column)}${number}`;
    if (value === undefined) return '';
    if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
    return `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}
