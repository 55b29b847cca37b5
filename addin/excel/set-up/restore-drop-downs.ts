import { dropDownsOf, queueDropDown } from './drop-downs.ts';
import { findDropDownSources } from './list-sheet.ts';
import { bodyBlock, findLayouts } from '../read/table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/**
 * Puts back drop-downs that a paste has wiped out: where a part of a column has lost its list, or a whole column in a
 * table whose other columns still have theirs. Drop-downs of the person's own making in a table without ours stay.
 * Requests: 4, and 1 more where something is put back. @returns columns mended
 */
export async function restoreDropDowns(context: Excel.RequestContext): Promise<Outcome<number>> {
  const layouts = [...(await findLayouts(context)).values()].filter(
    ({ isProtected, rowCount }) => !isProtected && rowCount > 0,
  );
  const sources = await findDropDownSources(context);
  const looks = layouts.map((layout) =>
    dropDownsOf(layout, sources).map((dropDown) => {
      const range = bodyBlock(layout, 0, dropDown.index, layout.rowCount, 1);
      return { range, dropDown, validation: range.dataValidation.load('type') };
    }),
  );
  await context.sync();
  const broken = looks.flatMap((columns) => {
    const isOurs = columns.some(({ validation }) => validation.type === 'List');
    return columns.filter(
      ({ validation }) => validation.type === 'Inconsistent' || (isOurs && validation.type === 'None'),
    );
  });
  for (const { range, dropDown } of broken) queueDropDown(range, dropDown);
  if (broken.length > 0) await context.sync();
  return done(broken.length);
}
