import { siteReply, sitesReply, type SiteReply, type SitesReply } from '../../../shared/protocol/sites.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Schools and other sites, as of a day; null: today. */
export interface SiteCalls {
  /** Every site with its place and its money. */
  sites(program: string, asOf: string | null): Promise<PortalOutcome<SitesReply>>;
  /** Everything about one site. */
  site(program: string, code: string, asOf: string | null): Promise<PortalOutcome<SiteReply>>;
  /** The sheet of one site as PDF. */
  downloadSiteSheet(program: string, code: string, asOf: string | null): Promise<PortalOutcome<DownloadedFile>>;
}

export function siteCalls({ get, getFile }: Pick<Asks, 'get' | 'getFile'>): SiteCalls {
  return {
    sites: (program, asOf) => get(sitesReply, `${programPath(program)}/sites${queryText({ asOf })}`),
    site: (program, code, asOf) =>
      get(siteReply, `${programPath(program)}/sites/${encodeURIComponent(code)}${queryText({ asOf })}`),
    downloadSiteSheet: (program, code, asOf) =>
      getFile(
        `${programPath(program)}/reports/site.pdf${queryText({ site: code, asOf })}`,
        `${program} site ${code}.pdf`,
      ),
  };
}
