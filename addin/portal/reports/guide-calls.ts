import { guideReply, type GuideReply } from '../../../shared/protocol/guide.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** The public guide of a program. */
export interface GuideCalls {
  /** What the public sees of the program. */
  guide(program: string): Promise<PortalOutcome<GuideReply>>;
  /** Publishes the plan as it is now, with the figures of a day (null: today), in place of what the person has seen there. */
  publishGuide(program: string, asOf: string | null, seen: GuideReply['published']): Promise<PortalOutcome<GuideReply>>;
  withdrawGuide(program: string): Promise<PortalOutcome<GuideReply>>;
}

export function guideCalls({ ask, get, send }: Pick<Asks, 'ask' | 'get' | 'send'>): GuideCalls {
  const pathOf = (program: string): string => `${programPath(program)}/guide`;
  return {
    guide: (program) => get(guideReply, pathOf(program)),
    publishGuide: (program, asOf, seen) =>
      send('POST', guideReply, pathOf(program), { seen: seen?.at ?? null, ...(asOf !== null && { asOf }) }),
    withdrawGuide: (program) => ask(guideReply, pathOf(program), { method: 'DELETE' }),
  };
}
