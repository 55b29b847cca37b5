/** Numbers as the office gives them: BC-0031. */
const NUMBER = /^BC-(\d{1,15})$/;
const FEWEST_DIGITS = 4;

/** One more than the highest number of a budget change, with as many digits. */
export function nextChangeNumber(known: Iterable<string>): string {
  return nextOf(known, NUMBER, 'BC-', FEWEST_DIGITS);
}

const LINE_ID = /^BL-(\d{1,15})$/;
const FEWEST_LINE_DIGITS = 3;

/** The same of a budget line: BL-001. */
export function nextLineId(known: Iterable<string>): string {
  return nextOf(known, LINE_ID, 'BL-', FEWEST_LINE_DIGITS);
}

function nextOf(known: Iterable<string>, form: RegExp, prefix: string, fewestDigits: number): string {
  let [width, highest] = [fewestDigits, 0];
  for (const text of known) {
    const digits = form.exec(text)?.[1];
    if (digits === undefined) continue;
    width = Math.max(width, digits.length);
    highest = Math.max(highest, Number(digits));
  }
  return `${prefix}${String(highest + 1).padStart(width, '0')}`;
}

const LONGEST_TITLE = 160;

/** What a change is called until somebody says it better. */
export function titleOfLines(budgetLines: readonly string[]): string {
  const title = `Move money of ${budgetLines.join(', ')}`;
  return title.length <= LONGEST_TITLE ? title : `Move money of ${budgetLines.length} budget lines`;
}

export function titleOfReversal(number: string, title: string): string {
  return `Reverse ${number}: ${title}`.slice(0, LONGEST_TITLE).trim();
}
