import { siteReply, sitesReply, type SiteReply, type SitesReply } from '../../../shared/protocol/sites.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Schools and other sites. */
export interface SiteCalls {
  /** Every site with its place and its money. */
  sites(program: string, moment: AskedMoment): Promise<PortalOutcome<SitesReply>>;
  /** Everything about one site. */
  site(program: string, code: string, moment: AskedMoment): Promise<PortalOutcome<SiteReply>>;
  /** The sheet of one site as PDF. */
  downloadSiteSheet(program: string, code: string, moment: AskedMoment): Promise<PortalOutcome<DownloadedFile>>;
}

export function siteCalls({ get, getFile }: Pick<Asks, 'get' | 'getFile'>): SiteCalls {
  return {
    sites: (program, moment) => get(sitesReply, `${programPath(program)}/sites${queryText({ ...moment })}`),
    site: (program, code, moment) =>
      get(siteReply, `${programPath(program)}/sites/${encodeURIComponent(code)}${queryText({ ...moment })}`),
    downloadSiteSheet: (program, code, moment) =>
      getFile(
        `${programPath(program)}/reports/site.pdf${queryText({ site: code, ...moment })}`,
        `${program} site ${code}.pdf`,
      ),
  };
}
