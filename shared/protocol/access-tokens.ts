import { z } from 'zod';

/** No token lives longer. */
export const MOST_TOKEN_DAYS = 366;

export const accessTokenOf = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'AccessToken' });

export const accessTokensReply = z.array(accessTokenOf);

export type AccessTokensReply = z.infer<typeof accessTokensReply>;

export const accessTokenRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(60).meta({ description: 'What it is for, such as Power BI of finance.' }),
    days: z.number().int().min(1).max(MOST_TOKEN_DAYS).default(90).meta({ description: 'How long it lives.' }),
  })
  .meta({ id: 'AccessTokenRequest' });

export const accessTokenReply = accessTokenOf
  .extend({ token: z.string().meta({ description: 'Shown this once; only its hash is kept.' }) })
  .meta({ id: 'NewAccessToken' });

export type AccessTokenReply = z.infer<typeof accessTokenReply>;
