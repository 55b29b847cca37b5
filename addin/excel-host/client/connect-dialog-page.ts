import { type DialogEnvelope, isEnvelope } from './window-dialogs.ts';

type Handler = (args: Readonly<Record<string, unknown>>) => void;

const PARENT_MESSAGE = 'dialogParentMessageReceived';

/**
 * Gives the page of a dialog, opened by `windowDialogs`, the `Office` that it has there: `onReady`, `messageParent` and
 * messages of the parent. No workbook can be reached from a dialog, so there is no `Excel`.
 */
export function connectDialogPage(window: Window): void {
  const handlers = new Set<Handler>();
  const info = { host: 'Excel', platform: 'OfficeOnline' };
  window.addEventListener('message', ({ source, data, origin }: MessageEvent) => {
    if (source !== window.opener || !isEnvelope(data, 'toChild')) return;
    for (const handler of handlers) handler({ type: PARENT_MESSAGE, message: data.message, origin });
  });
  const Office = {
    HostType: { Excel: 'Excel' },
    EventType: { DialogParentMessageReceived: PARENT_MESSAGE },
    onReady: (callback?: (readyInfo: typeof info) => void) => {
      callback?.(info);
      return Promise.resolve(info);
    },
    context: {
      ...info,
      requirements: { isSetSupported: (name: string) => name === 'DialogApi' || name === 'DialogOrigin' },
      ui: {
        messageParent(message: string, options: { readonly targetOrigin?: string } = {}) {
          const envelope: DialogEnvelope = { excelHostDialog: 'toParent', message };
          openerOf(window)?.postMessage(envelope, options.targetOrigin ?? window.location.origin);
        },
        addHandlerAsync(type: string, handler: Handler, callback?: (result: { readonly status: string }) => void) {
          if (type !== PARENT_MESSAGE) throw new Error(`The event ${type} is not built in this Excel host.`);
          handlers.add(handler);
          callback?.({ status: 'succeeded' });
        },
      },
    },
  };
  Object.assign(window, { Office });
}

/** The pane that has opened this window; null where the two are cut off from one another. */
function openerOf(window: Window): Window | null {
  const opener: unknown = window.opener;
  return isWindow(opener) ? opener : null;
}

function isWindow(value: unknown): value is Window {
  return typeof value === 'object' && value !== null && 'postMessage' in value;
}
