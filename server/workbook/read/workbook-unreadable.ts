/** The file cannot be read as a workbook of this product. The message is a sentence for the person who sent it. */
export class WorkbookUnreadable extends Error {
  override name = 'WorkbookUnreadable';
}
