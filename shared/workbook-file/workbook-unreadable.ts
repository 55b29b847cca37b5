const SAVE_AGAIN = 'Save the workbook again as .xlsx and upload it once more.';

/** What helps with a workbook that is too large in any way: a table that is not in the file is left as it is. */
export const UPLOAD_LESS =
  'Delete the sheets that you have not changed from it and upload it again; their tables stay as they are in the plan.';

/** The file cannot be read as a workbook of this product. The message is for the person who sent it. */
export class WorkbookUnreadable extends Error {
  override name = 'WorkbookUnreadable';
  /** What is the matter with the file, without what to do about it on upload. */
  readonly what: string;

  /**
   * @param what what is the matter with the file, a sentence
   * @param next what the person can do about it, a sentence
   */
  constructor(what: string, next: string = SAVE_AGAIN, options?: ErrorOptions) {
    super(`${what} ${next}`, options);
    this.what = what;
  }
}
