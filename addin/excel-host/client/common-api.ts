import type { ExcelHost } from '../host/excel-host.ts';

/** Requirement sets the simulated Excel has: highest version by name. */
export type RequirementSets = Readonly<Record<string, string>>;

type Handler = (args: { readonly type: string }) => void;
type Callback = (result: {
  readonly status: string;
  readonly error?: { readonly code: number; readonly message: string };
}) => void;

/** The Common API's event of the document, which `Workbook.onSelectionChanged` listens to. */
const SELECTION_CHANGED = 'documentSelectionChanged';

export interface SelectionEvent {
  readonly handlers: Set<Handler>;
  end(): void;
}

/** Calls its handlers in a timer of their own after the person, or a request, has selected something else. */
export function selectionEvent(host: ExcelHost): SelectionEvent {
  const handlers = new Set<Handler>();
  const end = host.onView(() => {
    setTimeout(() => {
      if (host.faults.isDead) return;
      for (const handler of handlers) handler({ type: SELECTION_CHANGED });
    }, 0);
  });
  return { handlers, end };
}

/** The little of `Office` that lives in the CDN loader and not in the library itself. */
export function officeFor(
  existing: unknown,
  sets: RequirementSets,
  selection: SelectionEvent,
  ui: Record<string, unknown>,
): Record<string, unknown> {
  const office = typeof existing === 'object' && existing !== null ? { ...existing } : {};
  const info = { host: 'Excel', platform: 'OfficeOnline' };
  return {
    ...office,
    HostType: { Excel: 'Excel' },
    PlatformType: { OfficeOnline: 'OfficeOnline' },
    onReady: (callback?: (readyInfo: typeof info) => void) => {
      callback?.(info);
      return Promise.resolve(info);
    },
    context: {
      host: 'Excel',
      platform: 'OfficeOnline',
      contentLanguage: 'en-US',
      displayLanguage: 'en-US',
      requirements: { isSetSupported: (name: string, version = '1.1') => isSupported(sets, name, version) },
      ui,
      document: { settings: documentSettings(), url: '', ...documentEvents(selection) },
    },
  };
}

/** Of the document's events only the one of the selection is built; any other is refused as Office refuses it. */
function documentEvents({ handlers }: SelectionEvent): Record<string, unknown> {
  const refuse = (type: unknown, callback?: Callback) => {
    const message = `The event ${String(type)} is not built in this Excel host.`;
    callback?.({ status: 'failed', error: { code: 5014, message } });
  };
  return {
    addHandlerAsync(
      type: string,
      handler: Handler,
      options?: Readonly<Record<string, unknown>> | Callback,
      callback?: Callback,
    ) {
      const done = typeof options === 'function' ? options : callback;
      if (type !== SELECTION_CHANGED) return refuse(type, done);
      handlers.add(handler);
      done?.({ status: 'succeeded' });
    },
    removeHandlerAsync(type: string, options?: { readonly handler?: Handler } | Callback, callback?: Callback) {
      const done = typeof options === 'function' ? options : callback;
      if (type !== SELECTION_CHANGED) return refuse(type, done);
      if (typeof options !== 'object' || options.handler === undefined) handlers.clear();
      else handlers.delete(options.handler);
      done?.({ status: 'succeeded' });
    },
  };
}

function isSupported(sets: RequirementSets, name: string, version: string): boolean {
  const [major = 0, minor = 0] = (sets[name] ?? '0.0').split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = version.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** `Office.context.document.settings`: lives as long as the page, as nothing in it can be relied on. */
function documentSettings(): Record<string, unknown> {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: unknown) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
    saveAsync: (callback?: (result: { status: string }) => void) => callback?.({ status: 'succeeded' }),
    refreshAsync: (callback?: (result: { status: string }) => void) => callback?.({ status: 'succeeded' }),
  };
}
