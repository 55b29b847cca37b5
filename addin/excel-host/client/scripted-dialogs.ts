import { type DialogEvents, type DialogOpener, type DialogRequest, dialogCodes } from './dialogs.ts';

/** A dialog without a window, for a test to play its page and the person in front of it. */
export interface ScriptedDialog extends DialogRequest {
  /** The add-in, or the person, has closed it. */
  readonly isClosed: boolean;
  /** What the pane has sent to pages of the dialog's own origin. */
  readonly received: readonly string[];
  /** A page in it sends a message; `origin`: by default, that of the page it was opened with; null: this Excel does not say it. */
  readonly sends: (message: string, origin?: string | null) => void;
  /** The person closes it. */
  readonly closes: () => void;
  /** Its page is not there, or does not load. */
  readonly failsToLoad: () => void;
}

export interface ScriptedDialogs {
  readonly open: DialogOpener;
  /** All there have been, the newest last. */
  readonly all: readonly ScriptedDialog[];
  /** The next one is not opened: 12009 the person does not want it, 12011 the browser does not. */
  readonly refuseNext: (code: typeof dialogCodes.notAllowed | typeof dialogCodes.blocked) => void;
}

export function scriptedDialogs(): ScriptedDialogs {
  const all: ScriptedDialog[] = [];
  const next: { code: number | null } = { code: null };
  return {
    all,
    refuseNext: (code) => void (next.code = code),
    open(request, events) {
      const { code } = next;
      next.code = null;
      if (code !== null) return { code };
      const state = { isClosed: false, received: new Array<string>() };
      all.push(scripted(request, events, state));
      return {
        close: () => void (state.isClosed = true),
        send(message, targetOrigin) {
          if (targetOrigin === new URL(request.address).origin) state.received.push(message);
        },
      };
    },
  };
}

function scripted(
  request: DialogRequest,
  events: DialogEvents,
  state: { isClosed: boolean; readonly received: readonly string[] },
): ScriptedDialog {
  return {
    ...request,
    get isClosed() {
      return state.isClosed;
    },
    received: state.received,
    sends: (message, origin: string | null = new URL(request.address).origin) =>
      events.onMessage(message, origin ?? undefined),
    closes() {
      state.isClosed = true;
      events.onEvent(dialogCodes.closed);
    },
    failsToLoad: () => events.onEvent(dialogCodes.notFound),
  };
}
