import type { CodePlace } from '../../shared/protocol/device-sign-in.ts';
import type { SignInHost } from '../sign-in/sign-in-host.ts';
import { entraToken, hasNestedSignIn } from './nested-sign-in.ts';
import { hasSignInDialog, openSignInDialog } from './sign-in-dialog.ts';

/** Excels by what Office calls them. */
const places: ReadonlyMap<string, CodePlace> = new Map([
  ['PC', 'windows'],
  ['Mac', 'mac'],
  ['OfficeOnline', 'web'],
  ['iOS', 'ipad'],
  ['Android', 'android'],
]);

/** What this Excel has for signing in. */
export function createSignInHost(): SignInHost {
  return {
    hasDialogs: hasSignInDialog(),
    hasNestedSignIn: hasNestedSignIn(),
    place: places.get(String(Office.context.platform)) ?? 'other',
    openDialog: () => openSignInDialog(window.location.href),
    entraToken,
  };
}
