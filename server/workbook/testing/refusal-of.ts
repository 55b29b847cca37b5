import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';

/** The sentence with which a reading is refused; throws when it is not, and what is no sentence for the person. */
export async function refusalOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof WorkbookUnreadable) return error.message;
    throw error;
  }
  throw new Error('The file was read.');
}
