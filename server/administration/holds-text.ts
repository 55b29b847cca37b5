import { sql, type RawBuilder } from 'kysely';

/** Whether a column holds a text somewhere, without regard to case; an empty one is held by all. */
export function holdsText(column: string, text: string): RawBuilder<boolean> {
  const pattern = `%${text
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`lower(${sql.ref(column)}) LIKE ${pattern} ESCAPE '\\'`;
}
