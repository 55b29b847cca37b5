import { strFromU8, unzipSync } from 'fflate';

/** What stands around the values of the workbook, with how to count it in the XML of the parts of that path. */
const countedParts = {
  'Excel tables': [/^xl\/tables\//, /<table [^>]*displayName=/g],
  'Drop-down lists and locks': [/^xl\/worksheets\//, /<dataValidation /g],
  'Hidden columns (Row ID)': [/^xl\/worksheets\//, /<col [^>]*hidden="(1|true)"/g],
  'Very hidden sheets (_SEP)': [/^xl\/workbook\.xml$/, /state="veryHidden"/g],
  'Frozen headers': [/^xl\/worksheets\//, /<pane /g],
  'Names of the lists': [/^xl\/workbook\.xml$/, /<definedName [^>]*name="SEP_/g],
  'Print titles': [/^xl\/workbook\.xml$/, /name="_xlnm\.Print_Titles"[^>]*>(\w+|'[^<]+'|&apos;[^<]+&apos;)!\$\d/g],
  'Headers and footers': [/^xl\/worksheets\//, /<oddFooter[ >]/g],
} as const satisfies Readonly<Record<string, readonly [path: RegExp, mark: RegExp]>>;

export function countParts(workbook: Uint8Array): ReadonlyMap<string, number> {
  const parts = Object.entries(unzipSync(workbook));
  return new Map(
    Object.entries(countedParts).map(([name, [path, mark]]) => {
      const texts = parts.filter(([part]) => path.test(part)).map(([, bytes]) => strFromU8(bytes));
      return [name, texts.reduce((sum, text) => sum + [...text.matchAll(mark)].length, 0)];
    }),
  );
}
