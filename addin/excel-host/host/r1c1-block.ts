import type { Area } from '../book/area.ts';
import type { Json } from '../book/json.ts';
import { fromR1C1 } from '../formula/r1c1-formula.ts';
import { invalidArgument } from './host-error.ts';
import { blockOf } from './range-block.ts';

/** What was given as `formulasR1C1`, each formula as it reads in its cell in the notation A1. */
export function fromR1C1Block(value: Json, area: Area): Json {
  return blockOf(value, area, 'formulasR1C1').map((line, row) =>
    line.map((item, column) => {
      if (typeof item !== 'string' || !item.startsWith('=')) return item;
      const formula = fromR1C1(item, area.row + row, area.column + column);
      if (formula === undefined) throw invalidArgument(`${item} names cells in the notation A1.`);
      return formula;
    }),
  );
}
