import { rowMaker, type PlanRow, type PlanSize } from './plan-rows.ts';
import { randomFrom } from './random.ts';

/** Budget lines one at a time, so that a million of them need not be held at once; `ids` collects their Row IDs. */
export function* lineSource(size: PlanSize, ids: string[]): Generator<PlanRow> {
  const maker = rowMaker('budgetLines', size, randomFrom(31));
  for (let i = 0; i < size.budgetLines; i++) {
    const line = maker.next();
    ids.push(line.row);
    yield line;
  }
}
