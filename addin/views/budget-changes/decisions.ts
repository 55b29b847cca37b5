import type { ActRequest, ChangeActReply, ChangesReply, ChangeView } from '../../../shared/protocol/budget-changes.ts';
import type { ChangeAct } from '../../../shared/plan/changes/change-acts.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import type { ServerOutcome } from '../../sync/server/server-problem.ts';

/** Budget changes that wait for a person, as the pane asks about them. */
export interface Decisions {
  /** Those that the person may decide on, at most so many; `count` says how many there are. */
  list(most: number): Promise<ServerOutcome<ChangesReply>>;
  view(number: string): Promise<ServerOutcome<ChangeView>>;
  /** @param id the same for the same try: asked for again under it, the act is done once */
  act(number: string, act: ChangeAct, request: ActRequest, id: string): Promise<ServerOutcome<ChangeActReply>>;
}

export function decisionsOf(server: Pick<ServerClient, 'below'>, program: string): Decisions {
  const one = (number: string): string => `/changes/${encodeURIComponent(number)}`;
  return {
    list: (most) =>
      server.below(program, { path: `/changes?toDecide=true&limit=${most}`, schema: (wire) => wire.changesReply }),
    view: (number) => server.below(program, { path: one(number), schema: (wire) => wire.changeView }),
    act: (number, act, body, id) =>
      server.below(program, {
        path: `${one(number)}/${act}`,
        schema: (wire) => wire.changeActReply,
        sent: { method: 'POST', body, id },
      }),
  };
}
