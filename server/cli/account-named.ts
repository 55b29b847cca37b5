import { z } from 'zod';
import { findAccount } from '../identity/accounts.ts';
import type { Store } from '../storage/database.ts';
import type { AccountRow } from '../storage/schema.ts';
import { CommandError } from './command.ts';

/** What every act about an account is. */
export const ofAccount = { program: null, kind: 'account' } as const;

/** The account of that e-mail. Throws CommandError when there is none. */
export async function accountNamed(store: Store, email: string): Promise<AccountRow> {
  const account = await findAccount(store.read, email);
  if (!account) throw new CommandError(`There is no account for ${email}. \`people list\` shows them all.`);
  return account;
}

/** The text, where it is an e-mail address. Throws CommandError otherwise. */
export function emailOf(text: string): string {
  if (!z.email().safeParse(text).success) throw new CommandError(`"${text}" is no e-mail address.`);
  return text;
}
