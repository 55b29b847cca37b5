import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AccessTokensReply } from '../../../shared/protocol/access-tokens.ts';
import { momentWords } from '../../views/cell-words.ts';

type Token = Pick<AccessTokensReply[number], 'name' | 'createdAt' | 'lastUsedAt' | 'expiresAt'>;

/** Heads of what is said of every token, wherever it is listed. */
export const tokenColumns = ['Made', 'Last used', 'Expires', 'No longer needed'] as const;

/** What is said of a token, in the order of `tokenColumns`: its times, and the button that ends it. */
export function tokenCells(
  { name, createdAt, lastUsedAt, expiresAt }: Token,
  now: Date,
  onEnd: () => void,
): ReactNode[] {
  return [
    momentWords(createdAt, now),
    lastUsedAt === null ? 'Not yet' : momentWords(lastUsedAt, now),
    Date.parse(expiresAt) <= now.getTime() ? 'Has expired' : momentWords(expiresAt, now),
    <Button key="end" size="small" aria-label={`Revoke ${name}…`} onClick={onEnd}>
      Revoke…
    </Button>,
  ];
}
