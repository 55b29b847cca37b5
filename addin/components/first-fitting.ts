/** As many as a drop-down can be looked through. */
const CHOICES = 40;

/** The first choices that have what was typed in their words, in any case; of thousands, as many as are worth showing. */
export function firstFitting<T>(choices: Iterable<T>, typed: string, wordsOf: (choice: T) => string): T[] {
  const wanted = typed.trim().toLowerCase();
  const found: T[] = [];
  for (const choice of choices) {
    if (found.length >= CHOICES) break;
    if (wordsOf(choice).toLowerCase().includes(wanted)) found.push(choice);
  }
  return found;
}
