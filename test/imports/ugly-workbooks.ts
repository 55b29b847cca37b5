import exceljs from 'exceljs';

/** A workbook as an office keeps it, made here: no school, person or vendor of it exists. */
export interface UglyWorkbook {
  readonly name: string;
  /** What is ugly about it. */
  readonly what: string;
  readonly bytes: () => Promise<Uint8Array>;
}

type Value = exceljs.CellValue;

interface Sheet {
  readonly rows: readonly (readonly Value[])[];
  readonly merged?: readonly string[];
  /** Number formats by address. */
  readonly formats?: Readonly<Record<string, string>>;
  readonly date1904?: boolean;
}

async function workbook({ rows, merged = [], formats = {}, date1904 = false }: Sheet): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  book.properties.date1904 = date1904;
  const sheet = book.addWorksheet('Sheet1');
  for (const row of rows) sheet.addRow([...row]);
  for (const range of merged) sheet.mergeCells(range);
  for (const [address, format] of Object.entries(formats)) sheet.getCell(address).numFmt = format;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Serial day number of the 1900 system. */
export function serial(date: string): number {
  return Math.round((Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

const DAYS_1904 = 1462;

/** Windows-1252, as Excel of this country saves "CSV"; only the letters that the files here have. */
function windows1252(text: string): Uint8Array {
  const special = new Map([
    ['’', 0x92],
    ['–', 0x96],
    ['ñ', 0xf1],
    ['Ñ', 0xd1],
    ['é', 0xe9],
  ]);
  return Uint8Array.from(Array.from(text, (letter) => special.get(letter) ?? letter.charCodeAt(0)));
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
}

const address = (number: number) => [`${number} Cedar Way`, 'Cedar Basin', 'CA'];

export const uglyWorkbooks: readonly UglyWorkbook[] = [
  {
    name: 'titles-over-headers.xlsx',
    what: 'titles merged over the headers, sections, a repeated head, a total, codes as numbers',
    bytes: () =>
      workbook({
        rows: [
          ['Cedar Basin Unified School District – Technology Division'],
          ['School list, as of October 2026'],
          [],
          [
            'Loc Code',
            'School',
            'Level',
            'E-Rate Class',
            'Area',
            'Board Dist.',
            'Address',
            'City',
            'ST',
            'Zip Code',
            'Status',
            'Students',
          ],
          ['NORTH AREA'],
          [501, 'Birch Elementary', 'Elem', 'School', 'North', 1, ...address(1), 90001, 'active', 412],
          [502, 'Cypress Middle', 'Middle', 'School', 'North', 2, ...address(2), 1234, 'Active', 733],
          ['North subtotal', null, null, null, null, null, null, null, null, null, null, 1145],
          [
            'Loc Code',
            'School',
            'Level',
            'E-Rate Class',
            'Area',
            'Board Dist.',
            'Address',
            'City',
            'ST',
            'Zip Code',
            'Status',
            'Students',
          ],
          ['SOUTH AREA'],
          [503, 'Dogwood High', 'High', 'School', 'South', 3, ...address(3), 90003, 'Active', '1,303'],
          ['Total', null, null, null, null, null, null, null, null, null, null, 2448],
          ['Source: school offices'],
        ],
        merged: ['A1:L1', 'A2:L2', 'A5:L5', 'A10:L10'],
      }),
  },
  {
    name: 'double-headers.xlsx',
    what: 'double headers under merged groups, amounts as text, brackets, fiscal years as people write them',
    bytes: () =>
      workbook({
        rows: [
          ['Budget request 2026-27'],
          ['Budget Line ID', 'Project', 'Funding', null, 'Budget', null],
          [null, null, 'Source', 'Fiscal Year', 'Category', 'Original Amount'],
          ['BL-101', '26.00001', 'BND-A', 'FY 2026-27', 'Equipment', '$1,234.56 '],
          ['BL-102', 26.00001, 'bnd-a', '2026/27', 'Equipmnt', '(1,234.56)'],
          ['BL-103', '26.00001', 'BND-A', 'FY27', 'Services & Licenses', 'USD 2,000'],
          ['BL-104', '26.00001', 'BND-A', '2026-27', 'Other', '1.234,50'],
        ],
        merged: ['A1:F1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2'],
      }),
  },
  {
    name: 'subtotals.xlsx',
    what: 'subtotals with and without a word, cents that are no cents, a line twice',
    bytes: () =>
      workbook({
        rows: [
          ['Line No.', 'Project No.', 'Funding Source', 'FY', 'Cost Type', 'Budget'],
          ['BL-201', '26.00001', 'BND-A', '2026-27', 'Equipment', 100.5],
          ['BL-202', '26.00001', 'BND-A', '2026-27', 'Installation & Cabling', 200.25],
          [null, null, null, null, null, 300.75],
          ['BL-203', '26.00001', 'BND-A', '2026-27', 'Contingency', 10.125],
          ['BL-204', '26.00001', 'BND-A', '2026-27', 'Other', 5],
          ['BL-204', '26.00001', 'BND-A', '2026-27', 'Other', 6],
          ['BL-205', '26.00001', 'BND-A', '2026-27', 'Other', 7],
          ['BL-205', '26.00001', 'BND-A', '2026-27', 'Other', 7],
          ['Grand Total', null, null, null, null, 328.875],
        ],
      }),
  },
  {
    name: 'us-dates.xlsx',
    what: 'dates as Americans write them, as words, as numbers, and where there are none yet',
    bytes: () =>
      workbook({
        rows: [
          ['Project #', 'Site', 'Milestone', 'Baseline No.', 'Baseline Finish', 'Due Date', 'Date Completed', '% Done'],
          ['26.00001', 417, 'M50 Installation start', 0, '6/30/2026', 'Jul 15, 2026', 'TBD', '85%'],
          ['26.00001', 'School 0418', 'M50 Installation start', 0, '30-Jun-26', serial('2026-07-15'), null, 62.5],
          ['26.00001', '0417', 'M60 Installation complete', 0, serial('2026-08-01'), '13/31/2026', null, 40],
        ],
        formats: { E4: 'm/d/yyyy' },
      }),
  },
  {
    name: 'damaged-codes.xlsx',
    what: 'codes without their zeros, as 4.17E+11, with digits lost, with dashes, in small letters',
    bytes: () =>
      workbook({
        rows: [
          ['Site Code', 'Facility Name', 'CDS', 'NCES', 'BEN', 'Zip', 'ST'],
          [417, 'School 0417', '9.99999E+13', '4.17E+11', 17_009_417, '90001.0', 'ca'],
          ['0418', 'School 0418', '99-99999-0000418', 999_999_900_418, '17009418', 900_011_234, 'CA'],
          ["'0419", 'School 0419', null, '4.19E+11', null, null, null],
          ['42 0', 'School 0420', null, 999_999_900_000, null, null, null],
          ['4.21E+2', 'School 0421', null, null, null, null, null],
        ],
      }),
  },
  {
    name: 'codes-as-dates.xlsx',
    what: 'codes that Excel has made dates of, ticks for yes, error values, formulas without results',
    bytes: () =>
      workbook({
        rows: [
          ['Employee ID', 'Full Name', 'Organization', 'E-mail', 'Active'],
          [serial('2026-03-04'), 'PM-01', 'District', 'pm-01@cedar-basin.example', 'Y'],
          ['PM-02', 'PM-02', 'Consultnt', null, 'x'],
          ['PM-03', 'PM-03', 'District', { error: '#N/A' }, 'n'],
          ['PM-04', { formula: 'A5&"-"' }, 'District', null, 'maybe'],
        ],
        formats: { A2: 'd-mmm' },
      }),
  },
  {
    name: 'mac-1904.xlsx',
    what: 'days counted from 1904',
    bytes: () =>
      workbook({
        date1904: true,
        rows: [
          ['Project Number', 'Location Code', 'Milestone', 'Baseline No.', 'Baseline Finish', 'Forecast Finish'],
          ['26.00001', '0417', 'M70 Substantial completion', 0, serial('2026-09-01') - DAYS_1904, null],
          [
            '26.00001',
            '0418',
            'M70 Substantial completion',
            0,
            serial('2026-09-02') - DAYS_1904,
            serial('2026-10-02') - DAYS_1904,
          ],
        ],
        formats: { E2: 'yyyy-mm-dd', E3: 'yyyy-mm-dd' },
      }),
  },
  {
    name: 'semicolons.csv',
    what: 'Windows-1252 with semicolons, quoted line ends, ñ and curly apostrophes',
    bytes: () =>
      Promise.resolve(
        windows1252(
          [
            'Location Code;Site Name;Site Type;E-Rate Site Class;Region;Board District;Street;City;State;ZIP;Site Status',
            '601;"Peña – Niños’ Center";Early Education;School;East;4;"9 Cedar Way;\r\nSuite 2";Cedar Basin;CA;90001;Active',
            '602;"La Cañada ""Annex""";Elementary;School;Region West;District 5;10 Cedar Way;Cedar Basin;CA;90002;Open',
          ].join('\r\n'),
        ),
      ),
  },
  {
    name: 'pasted-range.txt',
    what: 'UTF-16 with tabs, amounts with a minus behind, an order that asks for a line that is none',
    bytes: () =>
      Promise.resolve(
        utf16(
          [
            'PO No.\tPO Line\tBudget Line\tVendor\tType\tDescription\tPO Date\tPO Amount\tStatus',
            'PO-900\t1\tBL-001\tVendor A01\tPurchase Order\tSwitches\t10/1/2026\t$1,000.00\tOpen',
            'PO-901\t1\tBL-999\tVendor A02\tPurchase Order\tCables\t10/2/2026\t250.00-\tOpen',
          ].join('\r\n'),
        ),
      ),
  },
  {
    name: 'merged-down.xlsx',
    what: 'cells merged over several rows, names in the place of codes, an unnamed column of notes',
    bytes: () =>
      workbook({
        rows: [
          ['Project', 'Site', 'System', 'Item', 'Scope Status', 'Allocation Basis', 'Qty', null],
          ['Project 26.00001', 'School 0417', 'System LAN', 'Switches', 'Planned', 'Enrollment', '12', 'ask Maria'],
          [null, '418', null, 'Switches', 'planned', 'Enrolment', 4, null],
          [null, 'Elm Annex', null, 'Switches', 'Planned', 'Enrollment', 'four', null],
        ],
        merged: ['A2:A4', 'C2:C4'],
      }),
  },
];
