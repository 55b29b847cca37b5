/** Consonants without those that read like a digit or make a word: what RFC 8628 proposes (section 6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const HALF = LENGTH / 2;
const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);
/** Bytes from here on would make the first letters of the alphabet likelier. */
const FAIR_BELOW = 256 - (256 % LETTERS.length);

/** A new code, such as BCDF-GHJK: 34 bits, good for ten minutes and a few guesses. */
export function newUserCode(randomBytes: (count: number) => Uint8Array): string {
  let letters = '';
  while (letters.length < LENGTH) {
    const fair = [...randomBytes(LENGTH)].filter((byte) => byte < FAIR_BELOW);
    letters += fair.map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  }
  return inHalves(letters.slice(0, LENGTH));
}

/** The code that somebody has typed, as it is shown; null: it can be none. */
export function readUserCode(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[\s–—-]/g, '');
  return CODE.test(letters) ? inHalves(letters) : null;
}

function inHalves(letters: string): string {
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}
