import type { ExcelHost } from '../host/excel-host.ts';
import { type RequirementSets, officeFor, selectionEvent } from './common-api.ts';
import { type DialogOpener, dialogUi } from './dialogs.ts';
import { windowDialogs } from './window-dialogs.ts';

/** What the client library calls and is called by. */
interface Bridge {
  onMessageFromHost?: (message: string) => void;
  sendMessageToHost(message: string): void;
}

/** The part of the loaded library that the connection needs; not in Microsoft's public types. */
export interface LibraryWindow {
  readonly OfficeExtension: {
    readonly HostBridge: { init(bridge: Bridge): void };
    /** Lets members fail that the simulated Excel is too old for, as the real one lets them. */
    readonly CommonUtility: { _doApiNotSupportedCheck: boolean };
    /** Where the library keeps event handlers. */
    readonly GenericEventRegistration: { s_genericEventRegistrations: Record<string, unknown> };
  };
}

/** Excel on the web of 2026. */
export const WEB_SETS: RequirementSets = {
  ExcelApi: '1.21',
  ExcelApiOnline: '1.1',
  ExcelApiUndo: '1.20',
  RichApiRuntime: '1.2',
  RichApiRuntimeFlag: '1.2',
  DelayForCellEdit: '1.1',
  SharedRuntime: '1.2',
  DialogApi: '1.2',
  DialogOrigin: '1.1',
};

/**
 * Wires a client library that a page or a vm context has loaded (`excel-web-16.00.js`) to a host: from then on `Excel.run`
 * works, and `Office` has what the CDN loader would bring. `window` is the page's window. May be called again with another host.
 * Dialogs are windows of the browser, unless `dialogs` opens them. Gives back what ends the connection.
 */
export function connectClientLibrary(
  window: object,
  host: ExcelHost,
  sets: RequirementSets = setsOfLibrary(window),
  dialogs: DialogOpener = windowDialogs(globalThis.window),
): () => void {
  if (!isLibraryWindow(window)) throw new Error('The client library must be loaded before it can be connected.');
  const library = window.OfficeExtension;
  const bridge: Bridge = {
    sendMessageToHost(text) {
      void answer(bridge, host, text);
    },
  };
  // Handlers for the host before this one would hear events of tables with the same ids.
  library.GenericEventRegistration.s_genericEventRegistrations = {};
  library.CommonUtility._doApiNotSupportedCheck = true;
  library.HostBridge.init(bridge);
  const stopMessages = host.onMessage((message) => bridge.onMessageFromHost?.(message));
  const selection = selectionEvent(host);
  const ui = dialogUi(dialogs, originOf(window));
  Object.assign(window, { Office: officeFor('Office' in window ? window.Office : undefined, sets, selection, ui) });
  return () => {
    stopMessages();
    selection.end();
  };
}

/** Members of ranges by the version of ExcelApi that brought them, newest first. Source: "Excel JavaScript API requirement sets". */
const MARKS = [
  ['valuesAsJson', WEB_SETS['ExcelApi'] ?? ''],
  ['getSurroundingDataRegion', '1.15'],
  ['getPrecedents', '1.14'],
  ['getMergedAreasOrNullObject', '1.13'],
  ['getDirectPrecedents', '1.12'],
] as const;

/**
 * What the loaded library can ask for. The one on npm stands at ExcelApi 1.15, whatever Excel has by now: an add-in that
 * asks before it uses a newer member takes the way for older Excels, instead of calling what is not there.
 */
export function setsOfLibrary(window: object): RequirementSets {
  const excel = 'Excel' in window ? window.Excel : undefined;
  const range = isRecord(excel) && isConstructor(excel['Range']) ? excel['Range'].prototype : {};
  const [, version = '1.11'] = MARKS.find(([member]) => member in range) ?? [];
  return { ...WEB_SETS, ExcelApi: version };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isConstructor(value: unknown): value is { readonly prototype: object } {
  return typeof value === 'function' && typeof value.prototype === 'object';
}

function originOf(window: object): string {
  const location = 'location' in window ? window.location : undefined;
  return isRecord(location) && typeof location['href'] === 'string' ? new URL(location['href']).origin : '';
}

function isLibraryWindow(window: object): window is LibraryWindow {
  const library = 'OfficeExtension' in window ? window.OfficeExtension : undefined;
  return typeof library === 'object' && library !== null && 'HostBridge' in library;
}

async function answer(bridge: Bridge, host: ExcelHost, text: string): Promise<void> {
  const reply = await host.handle(text);
  bridge.onMessageFromHost?.(reply);
}
