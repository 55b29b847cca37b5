import { claimBook } from './book-claim.ts';
import type { KeptBooks } from './kept-books.ts';

/** Deletes a kept book for good; false: it is open in a tab, and stays. */
export async function deleteKept(books: KeptBooks, id: string): Promise<boolean> {
  const claim = await claimBook(id);
  if (claim === null) return false;
  await books.remove(id);
  claim.giveUp();
  return true;
}
