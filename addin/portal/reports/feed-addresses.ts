import type { TableName } from '../../../shared/tables/all-tables.ts';

/** Which program, and the server's address without a slash at the end. */
export interface FeedPlace {
  readonly server: string;
  /** Program id. */
  readonly program: string;
}

/** Where other programs read the plan as OData. */
export function odataAddress({ server, program }: FeedPlace): string {
  return `${server}/odata/${encodeURIComponent(program)}/`;
}

/** Where other programs read a table as a file. */
export function tableAddress({ server, program }: FeedPlace, table: TableName, type: 'csv' | 'json'): string {
  return `${server}/api/programs/${encodeURIComponent(program)}/tables/${table}.${type}`;
}

/** A table in the language of Power Query, for its advanced editor. */
export function powerQueryText(place: FeedPlace, table: TableName): string {
  return [
    'let',
    `    Plan = OData.Feed("${odataAddress(place)}", null, [Implementation = "2.0"]),`,
    `    Rows = Plan{[Name = "${table}", Signature = "table"]}[Data]`,
    'in',
    '    Rows',
  ].join('\n');
}
