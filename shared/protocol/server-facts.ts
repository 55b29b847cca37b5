import { z } from 'zod';

/** What the server tells the front page with the page itself, before anybody is signed in. */
export const serverFacts = z.object({
  version: z.string(),
  /** Address people use, without a slash at its end. */
  publicUrl: z.string(),
  /** Sign-ins of the invented district; null on a server with real people. */
  demo: z
    .object({
      password: z.string(),
      people: z.array(z.object({ email: z.string(), may: z.string() })),
    })
    .nullable(),
  /** By which ways people sign in; absent: by password alone. `provider`: what people call the district's sign-in. */
  signIn: z.object({ passwords: z.boolean(), provider: z.string().nullable() }).optional(),
  /** Nobody has an account yet: the first administrator is made on this page. */
  isNew: z.boolean().optional(),
});

export type ServerFacts = Readonly<z.infer<typeof serverFacts>>;
