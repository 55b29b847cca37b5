import type { ToldSubject } from '../../../shared/protocol/comments.ts';
import { changePage } from '../changes/change-address.ts';
import { withFigure } from '../views/with-figure.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { filledKeyParts, referencesOf } from '../../../shared/tables/table.ts';

/** The page of the program that shows what a conversation is about; null: no page does. */
export function subjectAddress(about: ToldSubject): string | null {
  switch (about.kind) {
    case 'program':
      return '';
    case 'change':
      return changePage(about.number);
    case 'period':
      return about.isGone ? null : `close/${encodeURIComponent(about.period)}`;
    case 'figure':
      return figureAddress(about);
    case 'row':
    case 'cell':
      return about.isGone ? null : rowAddress(about.table, about.key);
  }
}

/** What the figure is made of, above the totals by what it is of. */
function figureAddress({ measure, part, asOf }: ToldSubject & { readonly kind: 'figure' }): string {
  const [cut] = Object.keys(part);
  const query = new URLSearchParams(cut === undefined ? {} : { by: cut });
  return `money?${withFigure(query, { measure, part, revision: null, asOf }).toString()}`;
}

const pages: Readonly<Record<string, string>> = { sites: 'schools', projects: 'projects' };

/** Of a school or a project its own page; of what belongs to one by its key, that one's. */
function rowAddress(name: string, key: string): string | null {
  const own = pages[name];
  if (own !== undefined) return `${own}/${encodeURIComponent(key)}`;
  const table = tableNamed(name);
  const parts = filledKeyParts(table.key, key);
  for (const target of ['projects', 'sites']) {
    const column = referencesOf(table).find((reference) => reference.table === target)?.columns[0];
    const code = parts.find((part) => part.column === column)?.value;
    if (code !== undefined) return `${pages[target]}/${encodeURIComponent(code)}`;
  }
  return null;
}
