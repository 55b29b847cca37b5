import type { SortField } from '../book/book.ts';
import { type Arguments, asRecord, flagOf, isArray, unknownFields, wordOf } from './arguments.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { Json } from '../book/json.ts';

const BUILT = ['key', 'ascending', 'sortOn', 'dataOption'];

/** Sort fields as the library sends them; only sorting by value is built. */
export function sortFields(value: Json): SortField[] {
  if (!isArray(value)) throw invalidArgument('Sorting needs a list of fields.');
  return value.map((item) => {
    const field = asRecord(item);
    const key = field['key'];
    if (typeof key !== 'number') throw invalidArgument('A sort field needs a key.');
    const sortOn = wordOf(field['sortOn'] ?? 'Value', 'sortOn', ['Value', 'CellColor', 'FontColor', 'Icon']);
    if (sortOn !== 'Value') throw notImplemented(`sorting on ${sortOn}`);
    const option = wordOf(field['dataOption'] ?? 'Normal', 'dataOption', ['Normal', 'TextAsNumber']);
    if (option !== 'Normal') throw notImplemented(`sorting with the option ${option}`);
    const [unknown] = unknownFields(field, BUILT);
    if (unknown !== undefined) throw notImplemented(`sorting with the option ${unknown}`);
    return { key, ascending: flagOf(field['ascending'] ?? true) };
  });
}

/** The ways to order Chinese text make no difference to any other. */
export function checkSortMethod(args: Arguments, index: number): void {
  const method = args.word(index, 'method', ['PinYin', 'StrokeCount'], 'PinYin');
  if (method !== 'PinYin') throw notImplemented(`sorting by the method ${method}`);
}
