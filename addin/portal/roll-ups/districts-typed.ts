/** A district as a manager enters it. */
export interface TypedDistrict {
  readonly code: string;
  readonly name: string;
}

/** Districts typed or pasted, one a line: code, then name, with a comma, a semicolon or a tab between. Empty lines count not. */
export function districtsTyped(text: string): {
  readonly districts: readonly TypedDistrict[];
  /** The first line that is none, as it was typed; null: there is none. */
  readonly wrong: string | null;
} {
  const districts: TypedDistrict[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, code = '', name = ''] = /^\s*([^,;\t]+?)\s*[,;\t]\s*(.+?)\s*$/.exec(line) ?? [];
    if (code === '') return { districts, wrong: line.trim() };
    districts.push({ code, name });
  }
  return { districts, wrong: null };
}
