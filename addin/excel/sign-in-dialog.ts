import { signInReply } from '../../shared/protocol/people.ts';
import type { DialogOutcome, SignInDialog } from '../sign-in/sign-in-host.ts';
import { parseJson } from '../sync/server/parse-json.ts';
import type { Session } from '../sync/server/server-client.ts';

/** Percent of the screen; Office makes it no smaller than a page for signing in needs. */
const SIZE = { width: 30, height: 60 };

const LONGEST_PROBLEM = 1_000;

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
  const state: { dialog: Office.Dialog | null; isOver: boolean; problem: string | null } = {
    dialog: null,
    isOver: false,
    problem: null,
  };
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
      const said = 'message' in told ? messageIn(told, address.origin) : null;
      if (said === null) return;
      if ('problem' in said) state.problem = said.problem;
      else end({ kind: 'signedIn', session: said });
    });
    value.addEventHandler(Office.EventType.DialogEventReceived, (told) => {
      const { problem } = state;
      if ('error' in told) end({ kind: 'failed', code: told.error, ...(problem !== null && { told: problem }) });
    });
  });
  return { outcome, close: () => end({ kind: 'left' }) };
}

/** What a message says; null for any that is none of ours, which is told to the console without what stands in it. */
function messageIn(
  { message, origin }: { readonly message: string; readonly origin: string | undefined },
  own: string,
): Session | Told | null {
  if (origin !== own) {
    console.error(`A message in the sign-in window was ignored: it came from ${origin ?? 'a page that is not named'}.`);
    return null;
  }
  const value = parseJson(message);
  if (isTold(value)) return value;
  const parsed = signInReply.safeParse(value);
  if (!parsed.success) console.error('A message in the sign-in window was ignored: it is no sign-in.');
  return parsed.success ? parsed.data : null;
}

/** Why the page in the window signs nobody in; null: it is tried again. */
interface Told {
  readonly problem: string | null;
}

function isTold(value: unknown): value is Told {
  if (typeof value !== 'object' || value === null || !('problem' in value)) return false;
  const { problem } = value;
  return problem === null || (typeof problem === 'string' && problem.length <= LONGEST_PROBLEM);
}
