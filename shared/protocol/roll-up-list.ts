import { z } from 'zod';

/** Who somebody is in a roll-up: a manager keeps its districts and members, a reader reads. */
export const rollUpRole = z.enum(['reader', 'manager']);

export type RollUpRole = z.infer<typeof rollUpRole>;

export const listedRollUps = z
  .object({ rollUps: z.array(z.object({ id: z.string(), name: z.string(), role: rollUpRole })) })
  .meta({ id: 'RollUps' });

export type ListedRollUps = z.infer<typeof listedRollUps>;
