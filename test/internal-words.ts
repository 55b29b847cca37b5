/** What is for the people who make the program and not for those who use it. */
const internal: readonly RegExp[] = [
  // Names of the program: rowKey, SyncState, useful_life.
  /\b[a-z]+[A-Z]\w*/g,
  /\b[A-Z][a-z]+[A-Z]\w*/g,
  /\b[a-z]+_[a-z]\w*/g,
  // Numbers of rules, checks and invariants: V09, C03W, PPL3. Codes of the field look otherwise: M80, C2, FY2026.
  /\bV\d{2}\b|\bC[01]\d[A-Z]?\b|\b(?:PPL|REV|CON|PRO|SEC|GATE|F[A-G])\d+\b|\brules? [A-Z]+\d+/g,
  // Keys as they are stored, and values that are none.
  /\/\/|\b(?:undefined|null|NaN)\b|\[object/g,
];

/** Words of the field that look like names of the program. */
const ofTheField = new Set([
  'eRate',
  'iPad',
  'LibreOffice',
  'OneDrive',
  'SharePoint',
  'PostgreSQL',
  'SQLite',
  'JavaScript',
]);

/** [FB12] The words of a text that nobody outside of the program can know; none in a sentence that is shown to people. */
export function internalWordsIn(text: string): string[] {
  const withoutAddresses = text.replaceAll(/https?:\/\/\S+/g, '');
  return internal.flatMap((pattern) => withoutAddresses.match(pattern) ?? []).filter((word) => !ofTheField.has(word));
}
