import { amendmentDocument } from '../amendment/amendment-document.ts';
import { annualDocument } from '../annual/annual-document.ts';
import type { ReportDocument } from '../document/report-document.ts';
import type { ReportMoment } from '../document/report-moment.ts';
import { siteDocument } from '../site/site-document.ts';
import { varianceDocument } from '../variance/variance-document.ts';
import type { AskedReport } from './report-messages.ts';

/** The report that is asked for, of a moment. Throws HttpError invalid_request for what the plan does not have. */
export function askedDocument(moment: ReportMoment, asked: AskedReport): Promise<ReportDocument> {
  switch (asked.name) {
    case 'annual':
      return annualDocument(moment);
    case 'variance':
      return varianceDocument(moment);
    case 'site':
      return siteDocument(moment, asked.sites);
    case 'amendment':
      return amendmentDocument(moment, asked.changes);
  }
}
