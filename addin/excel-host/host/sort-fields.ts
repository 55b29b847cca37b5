import type { SortField } from '../book/book.ts';
import { asRecord, isArray } from './arguments.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { Json } from '../book/json.ts';

/** Sort fields as the library sends them; only sorting by value is built. */
export function sortFields(value: Json): SortField[] {
  if (!isArray(value)) throw invalidArgument('Sorting needs a list of fields.');
  return value.map((item) => {
    const field = asRecord(item);
    const key = field['key'];
    if (typeof key !== 'number') throw invalidArgument('A sort field needs a key.');
    const sortOn = field['sortOn'] ?? 'Value';
    if (sortOn !== 'Value') throw notImplemented(`sorting on ${JSON.stringify(sortOn)}`);
    return { key, ascending: field['ascending'] !== false };
  });
}
