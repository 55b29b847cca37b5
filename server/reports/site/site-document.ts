import { invalidRequest } from '../../errors.ts';
import type { ReportDocument } from '../document/report-document.ts';
import { readFacts, readWork, type ReportMoment } from '../document/report-moment.ts';
import { siteReport } from './site-report.ts';
import { readSiteRows } from './site-rows.ts';

/** The sheets of the sites with these codes, or (null) of all. Throws HttpError invalid_request for a code that is no site's. */
export async function siteDocument(moment: ReportMoment, chosen: readonly string[] | null): Promise<ReportDocument> {
  const { revision, stamp } = moment;
  const rows = await readSiteRows(moment);
  const codes = new Set(rows.sites.map(({ code }) => code));
  const unknown = (chosen ?? []).filter((code) => !codes.has(code));
  if (unknown.length > 0) {
    const message = `The plan has no site ${unknown.join(', ')} at revision ${revision}. Choose a Location Code of the table Sites.`;
    throw invalidRequest('site', message);
  }
  return siteReport({ stamp, facts: await readFacts(moment), work: await readWork(moment), rows, chosen });
}
