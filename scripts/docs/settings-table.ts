import { settings } from '../../server/settings.ts';
import { markdownTable } from './markdown-table.ts';

/** The environment variables as a Markdown table. */
export function settingsTable(): string {
  return markdownTable(
    ['Variable', 'Default', 'Meaning'],
    Object.entries(settings).map(([name, { fallback, meaning }]) => [`\`${name}\``, fallback, meaning]),
  );
}
