import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { FetchedView } from '../../views/fetched-view.tsx';
import type { AskedMoment } from '../asked-moment.ts';
import type { PortalServer } from '../portal-server.ts';

/** What every page of a program is given. */
export interface ProgramPageProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  /** The moment that is asked for. */
  readonly moment: AskedMoment;
  /** The part of the address after the page's own path, such as the code of a school; null: there is none. */
  readonly item: string | null;
  /** The program has a new revision. */
  readonly onChanged: () => void;
}

/** A page of a program, whose code is fetched when it is first opened. */
export interface ProgramPage {
  /** Path below the program, without parameters; the empty one is the first page. */
  readonly path: string;
  readonly label: string;
  readonly page: FetchedView<ProgramPageProps>;
  /** The page of one thing among those that the page lists, by what stands after the path. */
  readonly itemPage?: FetchedView<ProgramPageProps>;
}
