import type { FetchedView } from '../../views/fetched-view.tsx';
import type { AdminCalls } from './admin-calls.ts';

/** What every page of the administration is given. */
export interface AdminPageProps {
  readonly calls: AdminCalls;
  /** The part of the address after the page's own path, such as the id of an account; null: there is none. */
  readonly item: string | null;
  /** The programs of whoever is signed in may be others now. */
  readonly onProgramsChanged: () => void;
}

/** A page of the administration, whose code is fetched when it is first opened. */
export interface AdminPage {
  /** Path below /admin. */
  readonly path: string;
  readonly label: string;
  readonly page: FetchedView<AdminPageProps>;
  readonly itemPage?: FetchedView<AdminPageProps>;
}
