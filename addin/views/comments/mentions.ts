/** Somebody who can be named. */
export interface Nameable {
  readonly id: string;
  readonly name: string;
}

const MOST_OFFERED = 5;
/** An @ at the start or after a space, and what has been typed of the name after it. */
const BEGUN = /(?:^|\s)@([^@\n]{0,40})$/u;

/** Who may be meant by the name that is being typed before the caret, and where its @ stands; null: none is being typed. */
export function offered<P extends Nameable>(
  people: readonly P[],
  before: string,
): { readonly from: number; readonly people: readonly P[] } | null {
  const begun = BEGUN.exec(before)?.[1];
  if (begun === undefined) return null;
  const typed = begun.toLowerCase();
  const found = people.filter(({ name }) => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed);
  return found.length === 0 ? null : { from: before.length - begun.length - 1, people: found.slice(0, MOST_OFFERED) };
}

/** The people whom a text names by @ and their whole name; where one name begins another, the longer one is meant. */
export function mentioned<P extends Nameable>(people: readonly P[], text: string): readonly P[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<P>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const after = text.slice(at + 1);
    const person = longestFirst.find(({ name }) => after.startsWith(name));
    if (person !== undefined) found.add(person);
  }
  return [...found];
}
