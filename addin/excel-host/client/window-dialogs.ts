import { type DialogOpener, dialogCodes } from './dialogs.ts';

/** How often a window is asked whether somebody has closed it, which it does not tell by itself. */
const CLOSED_CHECK_MS = 200;
const LEAST_WIDTH = 150;
const LEAST_HEIGHT = 250;

/** What goes between a dialog's page and the pane by `postMessage`; anything else is somebody else's. */
export interface DialogEnvelope {
  readonly excelHostDialog: 'toParent' | 'toChild';
  readonly message: string;
}

export function isEnvelope(data: unknown, kind: DialogEnvelope['excelHostDialog']): data is DialogEnvelope {
  return (
    typeof data === 'object' &&
    data !== null &&
    'excelHostDialog' in data &&
    data.excelHostDialog === kind &&
    'message' in data &&
    typeof data.message === 'string'
  );
}

/**
 * Dialogs as windows of the browser, as Excel on the web shows them. The origin of a message is what the browser says of it,
 * and no page can say another. A page whose `Cross-Origin-Opener-Policy` cuts it off counts as closed at once (12006), as in
 * Excel; that a page is not there (12002) no browser tells of another window.
 */
export function windowDialogs(window: Window): DialogOpener {
  return ({ address, width, height }, events) => {
    const { availWidth, availHeight } = window.screen;
    const size = [
      `width=${Math.max(LEAST_WIDTH, Math.round((availWidth * width) / 100))}`,
      `height=${Math.max(LEAST_HEIGHT, Math.round((availHeight * height) / 100))}`,
    ];
    const child = window.open(address, '', ['popup', ...size].join());
    if (child === null) return { code: dialogCodes.blocked };
    const listen = ({ source, data, origin }: MessageEvent): void => {
      if (source === child && isEnvelope(data, 'toParent')) events.onMessage(data.message, origin);
    };
    const end = (): void => {
      clearInterval(check);
      window.removeEventListener('message', listen);
    };
    const check = setInterval(() => {
      if (!child.closed) return;
      end();
      events.onEvent(dialogCodes.closed);
    }, CLOSED_CHECK_MS);
    window.addEventListener('message', listen);
    return {
      close() {
        end();
        child.close();
      },
      send(message, targetOrigin) {
        child.postMessage({ excelHostDialog: 'toChild', message } satisfies DialogEnvelope, targetOrigin);
      },
    };
  };
}
