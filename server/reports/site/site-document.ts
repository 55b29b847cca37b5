import { invalidRequest } from '../../errors.ts';
import type { ReportDocument } from '../document/report-document.ts';
import { readFacts, readWork, type ReportMoment } from '../document/report-moment.ts';
import { siteReport } from './site-report.ts';
import { readSiteRows } from './site-rows.ts';

/** A district has a thousand or two; of more, a compiler takes more memory and time than there is for a document. */
const MOST_SHEETS = 2_000;

/**
 * The sheets of the sites with these codes, or (null) of all that are not closed. Throws HttpError invalid_request for a code that
 * is no site's, and where there are too many.
 */
export async function siteDocument(moment: ReportMoment, chosen: readonly string[] | null): Promise<ReportDocument> {
  const { revision, stamp } = moment;
  const rows = await readSiteRows(moment);
  const codes = new Set(rows.sites.map(({ code }) => code));
  const unknown = (chosen ?? []).filter((code) => !codes.has(code));
  if (unknown.length > 0) {
    const message = `The plan has no site ${unknown.join(', ')} at revision ${revision}. Choose a Location Code of the table Sites.`;
    throw invalidRequest('site', message);
  }
  const open = rows.sites.filter(({ status }) => status !== 'Closed').length;
  if (chosen === null && open > MOST_SHEETS) throw invalidRequest('site', tooMany(open));
  return siteReport({ stamp, facts: await readFacts(moment), work: await readWork(moment), rows, chosen });
}

function tooMany(sites: number): string {
  const [all, most] = [sites, MOST_SHEETS].map((count) => count.toLocaleString('en-US'));
  return `The plan has ${all} sites, and one document has the sheets of at most ${most}. Name some by their Location Codes, up to 200 at once.`;
}
