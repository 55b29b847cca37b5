import { z } from 'zod';
import { newProgramRequest } from './administration.ts';
import { newPassword, personName } from './password-links.ts';

/** What the first program begins with: nothing, or the systems that most districts list. */
const starters = ['empty', 'systems'] as const;

export type Starter = (typeof starters)[number];

/** Makes the first administrator of a server that has no account yet. */
export const setupRequest = z
  .strictObject({
    code: z.string().max(60).meta({ description: 'As the server has written it to its console.' }),
    email: z.email('An e-mail address is needed.').max(320),
    name: personName,
    password: newPassword,
    program: newProgramRequest
      .omit({ joins: true })
      .extend({ starter: z.enum(starters).default('empty') })
      .nullable()
      .meta({ description: 'The first program; null: none yet.' }),
  })
  .meta({ id: 'SetupRequest' });

export type SetupRequest = z.infer<typeof setupRequest>;
