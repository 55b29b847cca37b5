import { signInReply } from '../../shared/protocol/people.ts';
import type { DialogOutcome, SignInDialog } from '../sign-in/sign-in-host.ts';
import { parseJson } from '../sync/server/parse-json.ts';

/** Percent of the screen; Office makes it no smaller than a page for signing in needs. */
const SIZE = { width: 30, height: 60 };

/** Where the page is, from the pane's own: beside it in Excel and in the workbench alike. */
const DIALOG_PATH = '../dialog/';

/** Whether dialogs can be opened whose messages say from where they come; without that they are not to be trusted. */
export function hasSignInDialog(): boolean {
  const { requirements } = Office.context;
  return requirements.isSetSupported('DialogApi', '1.1') && requirements.isSetSupported('DialogOrigin', '1.1');
}

/**
 * [SEC14] Opens the sign-in page in a dialog and takes the session that it hands over. Only a message of a page of the pane's
 * own origin counts: in between, the dialog may have been at a provider's pages, or at anybody's.
 *
 * @param page address of the pane
 */
export function openSignInDialog(page: string): SignInDialog {
  const address = new URL(DIALOG_PATH, page);
  const state: { dialog: Office.Dialog | null; isOver: boolean } = { dialog: null, isOver: false };
  let settle: (outcome: DialogOutcome) => void = () => undefined;
  const outcome = new Promise<DialogOutcome>((resolve) => {
    settle = resolve;
  });
  const end = (how: DialogOutcome): void => {
    if (state.isOver) return;
    state.isOver = true;
    state.dialog?.close();
    settle(how);
  };
  Office.context.ui.displayDialogAsync(address.href, SIZE, ({ status, value, error }) => {
    if (status === Office.AsyncResultStatus.Failed) return end({ kind: 'failed', code: error.code });
    if (state.isOver) return value.close();
    state.dialog = value;
    value.addEventHandler(Office.EventType.DialogMessageReceived, (told) => {
      const session = 'message' in told ? sessionIn(told, address.origin) : null;
      if (session !== null) end({ kind: 'signedIn', session });
    });
    value.addEventHandler(Office.EventType.DialogEventReceived, (told) => {
      if ('error' in told) end({ kind: 'failed', code: told.error });
    });
  });
  return { outcome, close: () => end({ kind: 'left' }) };
}

/** The session of a message; null for any other, which is told to the console without what stands in it. */
function sessionIn(
  { message, origin }: { readonly message: string; readonly origin: string | undefined },
  own: string,
): ReturnType<typeof signInReply.parse> | null {
  if (origin !== own) {
    console.error(`A message in the sign-in window was ignored: it came from ${origin ?? 'a page that is not named'}.`);
    return null;
  }
  const parsed = signInReply.safeParse(parseJson(message));
  if (!parsed.success) console.error('A message in the sign-in window was ignored: it is no sign-in.');
  return parsed.success ? parsed.data : null;
}
