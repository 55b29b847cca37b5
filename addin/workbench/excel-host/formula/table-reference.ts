/** A structured reference: `Sales[Amount]`, `[@Amount]`, `Sales[[#Totals],[Amount]]`, `Sales[[From]:[To]]`. */
export interface TableReference {
  /** Undefined = the table that holds the formula. */
  readonly tableName: string | undefined;
  readonly part: 'data' | 'all' | 'headers' | 'totals' | 'thisRow';
  /** First and last column; undefined = all columns. */
  readonly columns: readonly [string, string] | undefined;
}

const PARTS: Readonly<Record<string, TableReference['part']>> = {
  '#all': 'all',
  '#data': 'data',
  '#headers': 'headers',
  '#totals': 'totals',
  '#this row': 'thisRow',
};

/** Understands one reference with its brackets; undefined where it is not one. */
export function parseTableReference(text: string): TableReference | undefined {
  const open = text.indexOf('[');
  const tableName = text.slice(0, open) || undefined;
  let inner = text.slice(open + 1, -1).trim();
  let part: TableReference['part'] = 'data';
  if (inner.startsWith('@')) {
    part = 'thisRow';
    inner = inner.slice(1).trim();
  }
  if (inner === '') return { tableName, part, columns: undefined };
  if (!inner.startsWith('[')) {
    const named = PARTS[inner.toLowerCase()];
    if (named !== undefined) return { tableName, part: named, columns: undefined };
    const column = unquote(inner);
    return { tableName, part, columns: [column, column] };
  }
  return parseParts(tableName, part, inner);
}

function parseParts(
  tableName: string | undefined,
  startPart: TableReference['part'],
  inner: string,
): TableReference | undefined {
  let part = startPart;
  const columns: string[] = [];
  const item = /\s*\[((?:'.|[^'\]])*)\]\s*([,:])?/y;
  while (item.lastIndex < inner.length) {
    const match = item.exec(inner);
    if (match === null) return undefined;
    const name = match[1] ?? '';
    const named = PARTS[name.toLowerCase()];
    if (named === undefined) columns.push(unquote(name));
    else part = named;
  }
  const [first, last = first] = columns;
  return { tableName, part, columns: first === undefined || last === undefined ? undefined : [first, last] };
}

function unquote(name: string): string {
  return name.replaceAll(/'(.)/g, '$1');
}
