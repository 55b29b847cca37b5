/** Column letters of a 0-based column: 0 → "A", 27 → "AB". */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** The 0-based column of column letters: "AB" → 27. */
export function columnOfLetters(letters: string): number {
  let column = 0;
  for (let i = 0; i < letters.length; i++) column = column * 26 + (letters.charCodeAt(i) & ~32) - 64;
  return column - 1;
}
