/** What `displayDialogAsync` asks for. */
export interface DialogRequest {
  readonly address: string;
  /** Percent of the screen. */
  readonly width: number;
  readonly height: number;
}

/** What a window tells of itself once it is open. */
export interface DialogEvents {
  /** Its page, or whatever page it has gone to, has sent a message. `origin`: of that page; older Excels do not say it. */
  onMessage(message: string, origin: string | undefined): void;
  /** One of `dialogCodes`: 12002 and 12003 of a page, 12006 once it is closed. */
  onEvent(code: number): void;
}

/** A window with a page of the add-in's in it. */
export interface DialogWindow {
  close(): void;
  /** Hands a message to its page, if that is of the origin. */
  send(message: string, targetOrigin: string): void;
}

/** Opens a window at once, while a click of the person still counts; or the code of why it does not. */
export type DialogOpener = (request: DialogRequest, events: DialogEvents) => DialogWindow | { readonly code: number };

/** Source: "Handle errors and events in the Office dialog box". */
export const dialogCodes = {
  notFound: 12002,
  notHttps: 12003,
  otherDomain: 12004,
  overHttp: 12005,
  closed: 12006,
  alreadyOpen: 12007,
  notAllowed: 12009,
  blocked: 12011,
} as const;

const MESSAGE_RECEIVED = 'dialogMessageReceived';
const EVENT_RECEIVED = 'dialogEventReceived';
/** Of the screen, where the add-in does not say. */
const STANDARD_SIZE = 80;

type Handler = (args: Readonly<Record<string, unknown>>) => void;
type Callback = (result: Readonly<Record<string, unknown>>) => void;

interface Options {
  readonly width?: number;
  readonly height?: number;
  readonly asyncContext?: unknown;
}

/**
 * `Office.context.ui` of a task pane, as far as dialogs go: one at a time, on the pane's own origin, with messages that bear
 * the origin of the page they come from.
 */
export function dialogUi(open: DialogOpener, origin: string): Record<string, unknown> {
  const shown: Shown = { window: null };
  return {
    displayDialogAsync(address: string, options?: Options | Callback, callback?: Callback) {
      const given = typeof options === 'object' ? options : {};
      const done = typeof options === 'function' ? options : callback;
      const answer = (result: Readonly<Record<string, unknown>>): void =>
        void setTimeout(() => done?.({ asyncContext: given.asyncContext, ...result }), 0);
      const code = refusalOf(address, origin) ?? (shown.window === null ? null : dialogCodes.alreadyOpen);
      if (code !== null) return answer(failed(code));
      const { width = STANDARD_SIZE, height = STANDARD_SIZE } = given;
      const opened = openedDialog(open, { address, width, height }, shown);
      answer(isRefused(opened) ? failed(opened.code) : { status: 'succeeded', value: opened });
    },
  };
}

/** Over HTTP there are the pages of one's own machine alone, which Excel itself would not open either way. */
function refusalOf(address: string, origin: string): number | null {
  if (!URL.canParse(address)) return dialogCodes.otherDomain;
  const { protocol, host, origin: asked } = new URL(address);
  if (asked === origin) return null;
  return protocol === 'http:' && origin === `https://${host}` ? dialogCodes.overHttp : dialogCodes.otherDomain;
}

function failed(code: number): Readonly<Record<string, unknown>> {
  return { status: 'failed', error: { code, name: 'DialogError', message: `The dialog was not opened: ${code}.` } };
}

function isRefused(opened: object): opened is { readonly code: number } {
  return 'code' in opened;
}

interface Shown {
  window: DialogWindow | null;
}

function openedDialog(
  open: DialogOpener,
  request: DialogRequest,
  shown: Shown,
): { readonly code: number } | Record<string, unknown> {
  const handlers = new Map<string, Handler[]>([
    [MESSAGE_RECEIVED, []],
    [EVENT_RECEIVED, []],
  ]);
  const isEnded = { byAddIn: false };
  const tell = (type: string, args: Readonly<Record<string, unknown>>): void =>
    void setTimeout(() => {
      if (isEnded.byAddIn) return;
      for (const handler of handlers.get(type) ?? []) handler({ type, ...args });
    }, 0);
  const opened = open(request, {
    onMessage: (message, origin) => tell(MESSAGE_RECEIVED, { message, origin }),
    onEvent: (error) => {
      if (error === dialogCodes.closed) shown.window = null;
      tell(EVENT_RECEIVED, { error });
    },
  });
  if ('code' in opened) return opened;
  shown.window = opened;
  return {
    addEventHandler(type: string, handler: Handler) {
      const list = handlers.get(type);
      if (list === undefined) throw new Error(`The event ${type} of a dialog is not built in this Excel host.`);
      list.push(handler);
    },
    close() {
      if (shown.window !== opened) return;
      isEnded.byAddIn = true;
      shown.window = null;
      opened.close();
    },
    messageChild(message: string, options: { readonly targetOrigin?: string } = {}) {
      opened.send(message, options.targetOrigin ?? new URL(request.address).origin);
    },
  };
}
