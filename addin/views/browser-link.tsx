import { Link } from '@fluentui/react-components';
import type { PaneServices } from './pane-services.ts';

interface BrowserLinkProps {
  /** Path of a page of this server, such as "/p/cedar-basin/workbooks". */
  readonly path: string;
  readonly openInBrowser: PaneServices['openInBrowser'];
  readonly children: string;
}

/** A link from the pane to a page of the web app, which opens beside Excel. */
export function BrowserLink({ path, openInBrowser, children }: BrowserLinkProps) {
  return (
    <Link
      href={path}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (openInBrowser === null) return;
        event.preventDefault();
        openInBrowser(new URL(path, window.location.href).href);
      }}
    >
      {children}
    </Link>
  );
}
