import { z } from 'zod';
import { signInReply } from './people.ts';

/** Page of the web app to which the provider sends the browser back. */
export const SIGN_IN_RETURN = '/sign-in/return';

/** The district's sign-in, as far as a page or pane has to know it. Nothing of it is secret. */
export const providerWay = z
  .object({
    name: z.string().meta({ description: 'For the button “Sign in with …”.' }),
    issuer: z.string(),
    clientId: z.string(),
    scope: z.string().nullable().meta({
      description: 'What to ask an access token for that can be exchanged here; null: none can.',
    }),
  })
  .meta({ id: 'ProviderWay' });

/** By which ways people sign in here. */
export const signInWays = z
  .object({
    passwords: z.boolean(),
    provider: providerWay.nullable().meta({ description: 'Null: there is none.' }),
  })
  .meta({ id: 'SignInWays' });

export type SignInWays = Readonly<z.infer<typeof signInWays>>;

/** Asks to be sent to the provider. */
export const beginSignInRequest = z
  .strictObject({
    returnTo: z.string().max(2000).meta({ description: 'Path of this server that is opened afterwards.' }),
    stay: z.boolean().optional().meta({ description: 'Stay signed in on this computer.' }),
    invitation: z.string().max(200).optional().meta({
      description: 'Token of a link of an invitation: its account is connected with whoever signs in.',
    }),
  })
  .meta({ id: 'BeginSignIn' });

export const beginSignInReply = z
  .object({ address: z.string().meta({ description: 'Where to go at the provider.' }) })
  .meta({ id: 'SignInBegun' });

/** Comes back from the provider. */
export const finishSignInRequest = z
  .strictObject({
    answer: z
      .string()
      .max(16_000)
      .meta({ description: 'The query of the address that the provider has sent back to.' }),
  })
  .meta({ id: 'FinishSignIn' });

export const finishSignInReply = signInReply
  .extend({ returnTo: z.string(), stay: z.boolean() })
  .meta({ id: 'SignInFinished' });

/** Brings an access token of the provider. */
export const tokenSignInRequest = z.strictObject({ token: z.string().max(16_384) }).meta({ id: 'TokenSignIn' });
