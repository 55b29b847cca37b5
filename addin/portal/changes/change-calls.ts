import type { AmendmentRequest } from '../../../shared/protocol/amendments.ts';
import {
  changeActReply,
  changesReply,
  changeView,
  decideReply,
  draftReply,
  type ActRequest,
  type ChangeActReply,
  type ChangesReply,
  type ChangeView,
  type DecideReply,
  type DecideRequest,
  type DraftReply,
  type DraftRequest,
  type EditDraftRequest,
} from '../../../shared/protocol/budget-changes.ts';
import type { ChangeAct } from '../../../shared/plan/changes/change-acts.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Which changes are listed; null: all of them. */
export interface ChangeQuery {
  readonly status: string | null;
  readonly type: string | null;
  /** Project number. */
  readonly project: string | null;
  /** Source code. */
  readonly source: string | null;
  /** Words of number, title or reason. */
  readonly text: string | null;
  /** Only those with something dated on this day or later. */
  readonly since: string | null;
}

/** Which page of them. */
export interface ChangeListPage {
  /** `next` of the page before. */
  readonly cursor?: string;
  /** Only those that the person may decide on. */
  readonly toDecide?: boolean;
  readonly limit?: number;
}

/** An act on the change of a number. */
export interface AskedAct {
  readonly number: string;
  readonly act: ChangeAct;
  readonly request: ActRequest;
}

/** Budget changes as the web app uses them. */
export interface ChangeCalls {
  list(program: string, query: ChangeQuery, page?: ChangeListPage): Promise<PortalOutcome<ChangesReply>>;
  view(program: string, number: string): Promise<PortalOutcome<ChangeView>>;
  /** What a draft would do; writes nothing. */
  preview(program: string, draft: DraftRequest): Promise<PortalOutcome<DraftReply>>;
  /** Writes a draft. Repeated under the same id it is not written twice. */
  draft(program: string, draft: DraftRequest, id: string): Promise<PortalOutcome<DraftReply>>;
  /** Repeated under the same id it is not written twice. */
  edit(program: string, number: string, draft: EditDraftRequest, id: string): Promise<PortalOutcome<DraftReply>>;
  /** As `preview`, of a draft that is there. */
  previewEdit(program: string, number: string, draft: EditDraftRequest): Promise<PortalOutcome<DraftReply>>;
  /** Repeated under the same id it is done once. */
  act(program: string, asked: AskedAct, id: string): Promise<PortalOutcome<ChangeActReply>>;
  /** The same act on several. Repeated under the same id it is done once. */
  decide(program: string, request: DecideRequest, id: string): Promise<PortalOutcome<DecideReply>>;
  /** Joins several to one amendment. Repeated under the same id it has no further effect. */
  amend(program: string, request: AmendmentRequest, id: string): Promise<PortalOutcome<DecideReply>>;
}

export function changeCalls({ get, send }: Pick<Asks, 'get' | 'send'>): ChangeCalls {
  const pathOf = (program: string): string => `${programPath(program)}/changes`;
  const one = (program: string, number: string): string => `${pathOf(program)}/${encodeURIComponent(number)}`;
  return {
    list: (program, { text, ...query }, page) =>
      get(changesReply, `${pathOf(program)}${queryText({ ...query, q: text, ...page })}`),
    view: (program, number) => get(changeView, one(program, number)),
    preview: (program, draft) => send('POST', draftReply, `${pathOf(program)}?preview=true`, draft),
    draft: (program, draft, id) => send('POST', draftReply, pathOf(program), draft, id),
    edit: (program, number, draft, id) => send('PATCH', draftReply, one(program, number), draft, id),
    previewEdit: (program, number, draft) => send('PATCH', draftReply, `${one(program, number)}?preview=true`, draft),
    act: (program, { number, act, request }, id) =>
      send('POST', changeActReply, `${one(program, number)}/${act}`, request, id),
    amend: (program, request, id) => send('POST', decideReply, `${pathOf(program)}/amendment`, request, id),
    decide: (program, request, id) => send('POST', decideReply, `${pathOf(program)}/decide`, request, id),
  };
}
