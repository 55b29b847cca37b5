/**
 * A whole column of an Excel table in a formula or a defined name: `SEP_Sites[Location Code]`. It grows and shrinks with
 * the table. Characters with a meaning inside a structured reference are escaped by an apostrophe.
 */
export function columnReference(excelName: string, header: string): string {
  return `${excelName}[${header.replaceAll(/[[\]#'@]/g, "'$&")}]`;
}
