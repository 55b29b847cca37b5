/** Characters (code points, after NFKC) that a new password has at least and at most. Old passwords go on working. */
export const LEAST_PASSWORD = 12;
export const MOST_PASSWORD = 256;

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
}

const TOO_SHORT = `A password needs at least ${LEAST_PASSWORD} characters. Several words are easy to keep in mind.`;
const TOO_LONG = `A password has ${MOST_PASSWORD} characters at most.`;
const COMMON =
  'That password is among the first that somebody would try. Several words that do not belong together are better.';
const OWN = 'That password holds little besides your name or e-mail, which others know. Take something else.';

/** Others know these as well, wherever they sign in. */
const PRODUCT_WORDS = ['sepsync', 'password'];
/** What is left besides known words must be at least so long to count as something. */
const LEAST_REST = 4;
/** A shorter name, such as Li, stands in too many words. */
const LEAST_NAME = 3;

/**
 * Why somebody may not take a password, as a sentence for them; null: they may. By length and by what is tried first, without
 * rules on which characters it is made of (NIST SP 800-63B).
 *
 * @param common what passwords are often made of, in small letters
 */
export function passwordProblem(password: string, owner: PasswordOwner, common: ReadonlySet<string>): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const length = Array.from(plain).length;
  if (length < LEAST_PASSWORD) return TOO_SHORT;
  if (length > MOST_PASSWORD) return TOO_LONG;
  if (isRun(plain) || common.has(plain)) return COMMON;
  const readings = [plain, asLetters(plain)];
  if (readings.some((each) => isCommon(each, common))) return COMMON;
  return readings.some((each) => isOwn(each, ownWords(owner), common)) ? OWN : null;
}

const looksLike: ReadonlyMap<string, string> = new Map(
  Object.entries({ 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't' }),
);
const signsLike: ReadonlyMap<string, string> = new Map(Object.entries({ '@': 'a', $: 's', '!': 'i' }));

/** "p4ssw0rd!" → "password": digits and signs read as the letters they stand for, those at the end apart. */
function asLetters(text: string): string {
  return Array.from(trimmed(text), (sign) => looksLike.get(sign) ?? signsLike.get(sign) ?? sign).join('');
}

/** Without what is no letter at its end, and without digits at its beginning. */
function trimmed(text: string): string {
  return text.replace(/[^\p{L}]+$/u, '').replace(/^[\d\s._-]+/, '');
}

/** A common word with digits and signs around it, or the same one over and over. */
function isCommon(text: string, common: ReadonlySet<string>): boolean {
  const stem = trimmed(text);
  return common.has(stem) || common.has(unitOf(stem)) || common.has(unitOf(lettersOf(text)));
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

/** "monkeymonkey" → "monkey": what a text repeats; the text itself where it repeats nothing. */
function unitOf(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    const unit = text.slice(0, size);
    if (text.length % size === 0 && unit.repeat(text.length / size) === text) return unit;
  }
  return text;
}

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '0123456789', '1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** A part that is typed over and over is worth no more than itself. */
const LONGEST_UNIT = 5;

/** Neighbours of the alphabet or the keyboard, in either direction, or a short part over and over. */
function isRun(text: string): boolean {
  if (unitOf(text).length <= LONGEST_UNIT) return true;
  const rows = ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')]).map((row) =>
    row.repeat(MOST_PASSWORD / row.length + 1),
  );
  return rows.some((row) => row.includes(text)) || 'qwertyuiopasdfghjklzxcvbnm'.includes(text);
}

function ownWords({ email, name }: PasswordOwner): string[] {
  const parts = `${email} ${name}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  const words = [...parts, lettersOf(email.toLowerCase().split('@')[0] ?? ''), lettersOf(name.toLowerCase())];
  // The longest first, so that "annabel" is not left as "bel" of "anna".
  return [...words, ...PRODUCT_WORDS]
    .filter((word) => word.length >= LEAST_NAME)
    .toSorted((a, b) => b.length - a.length);
}

/** True when hardly anything is left without the owner's own words, or only a common word. */
function isOwn(text: string, own: readonly string[], common: ReadonlySet<string>): boolean {
  const letters = lettersOf(text);
  const rest = own.reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest !== letters && (rest.length < LEAST_REST || common.has(rest));
}
