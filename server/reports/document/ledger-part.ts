import { tieOut, tieOutWords } from '../../../shared/ledger/tie-out.ts';
import type { ReportPart } from './report-document.ts';
import { readCells, type ReportMoment } from './report-moment.ts';

/** Whether the expenditures of a report are tied to the ledger, as the plan was known at its moment. */
export async function ledgerPart(moment: ReportMoment): Promise<ReportPart> {
  const postings = await readCells(moment, 'expenditures', ['period', 'postingDate', 'amount']);
  const periods = await readCells(moment, 'periods', ['period', 'status', 'controlTotal']);
  const posted = postings.map(({ period, postingDate, amount }) => ({
    period,
    month: postingDate.slice(0, 7),
    cents: amount,
  }));
  return { kind: 'text', text: tieOutWords(tieOut({ periods, posted, until: moment.asOf })) };
}
