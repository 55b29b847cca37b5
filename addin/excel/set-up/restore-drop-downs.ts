import { inRequests, MIXED, PER_REQUEST, saidInRuns, type Run } from '../marks/validated-runs.ts';
import { dropDownsOf, queueDropDown, type DropDown } from './drop-downs.ts';
import { findDropDownSources } from './list-sheet.ts';
import { bodyBlock, findLayouts, type TableLayout } from '../read/table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/**
 * Puts back drop-downs that a paste has wiped out: where a part of a column has lost its list, or a whole column in a
 * table whose other columns still have theirs. Rules and messages of the person's own stay, and so do drop-downs of their own
 * making in a table without ours. Requests: 4, 1 more where something is put back, and where a part of a column is, those of
 * `saidInRuns`. @returns columns mended
 */
export async function restoreDropDowns(context: Excel.RequestContext): Promise<Outcome<number>> {
  const layouts = [...(await findLayouts(context)).values()].filter(
    ({ isProtected, rowCount }) => !isProtected && rowCount > 0,
  );
  const sources = await findDropDownSources(context);
  const looks = layouts.map((layout) => ({
    layout,
    columns: dropDownsOf(layout, sources).map((dropDown) => {
      const whole: Run = { column: dropDown.index, row: 0, rowCount: layout.rowCount };
      return { dropDown, whole, validation: rangeOf(layout, whole).dataValidation.load('type') };
    }),
  }));
  await context.sync();
  const broken: { readonly layout: TableLayout; readonly dropDown: DropDown; readonly run: Run }[] = [];
  let mended = 0;
  for (const { layout, columns } of looks) {
    const isOurs = columns.some(({ validation }) => validation.type === 'List');
    for (const { dropDown, whole, validation } of columns) {
      const isWhole = isOurs && validation.type === 'None';
      const runs = MIXED.has(validation.type) ? await runsWithoutList(context, layout, whole, isOurs) : [];
      const lacking = isWhole ? [whole] : runs;
      for (const run of lacking) broken.push({ layout, dropDown, run });
      mended += lacking.length > 0 ? 1 : 0;
    }
  }
  await inRequests(context, broken, PER_REQUEST, ({ layout, dropDown, run }) =>
    queueDropDown(rangeOf(layout, run), dropDown),
  );
  if (broken.length % PER_REQUEST > 0) await context.sync();
  return done(mended);
}

function rangeOf(layout: TableLayout, { row, column, rowCount }: Run): Excel.Range {
  return bodyBlock(layout, row, column, rowCount, 1);
}

/** The rows of a column that have neither a rule nor something said beside them, where others have a list. */
async function runsWithoutList(
  context: Excel.RequestContext,
  layout: TableLayout,
  whole: Run,
  isOurs: boolean,
): Promise<Run[]> {
  const found = await saidInRuns(context, layout, [whole]);
  const hasList = isOurs || found.some(({ rule }) => rule === 'List');
  return found.flatMap(({ run, rule, prompt }) => (hasList && rule === null && prompt.message === '' ? [run] : []));
}
