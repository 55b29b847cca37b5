import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Context, Script, createContext } from 'node:vm';
import type { ExcelHost } from '../host/excel-host.ts';
import type { RequirementSets } from './common-api.ts';
import { connectClientLibrary } from './connect-client-library.ts';
import { type ScriptedDialogs, scriptedDialogs } from './scripted-dialogs.ts';

/** Microsoft's client library, connected to a host. */
export interface OpenedExcel {
  readonly Excel: typeof Excel;
  readonly OfficeExtension: typeof OfficeExtension;
  readonly Office: typeof Office;
  /** The dialogs that the add-in opens: the test plays what is in them. Another host brings others. */
  readonly dialogs: ScriptedDialogs;
  /** Puts another host at the other end of the same loaded library: much quicker than opening anew. */
  reconnect(host: ExcelHost): void;
}

export interface OpenExcelOptions {
  /** What the simulated Excel has; by default, what the loaded library has members for. */
  readonly requirementSets?: RequirementSets;
  /** The path of another copy of `excel-web-16.00.js`; by default, that of `@microsoft/office-js` beside this package. */
  readonly library?: string;
}

/**
 * Loads the library from node_modules into a world of its own (about 25 ms) and connects it. Node only.
 * One for each simulated person: two never share state.
 */
export function openExcel(host: ExcelHost, options: OpenExcelOptions = {}): OpenedExcel {
  const window = loadLibrary(options.library);
  let dialogs = scriptedDialogs();
  let disconnect = connectClientLibrary(window, host, options.requirementSets, dialogs.open);
  return {
    // With whatever else the library defines, its custom functions among it.
    ...window,
    // Another host brings another Office.
    get Office() {
      return window.Office;
    },
    get dialogs() {
      return dialogs;
    },
    reconnect(next) {
      disconnect();
      dialogs = scriptedDialogs();
      disconnect = connectClientLibrary(window, next, options.requirementSets, dialogs.open);
    },
  };
}

const compiled = new Map<string, Script>();

/** The script is read and compiled once for all worlds. */
function libraryScript(library: string | undefined): Script {
  const path = library ?? createRequire(import.meta.url).resolve('@microsoft/office-js/dist/excel-web-16.00.js');
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const script = new Script(readFileSync(path, 'utf8'), { filename: path });
  compiled.set(path, script);
  return script;
}

/** A window just large enough for the library. JSON, Promise and Error are ours, so that values and errors are, too. */
function loadLibrary(library: string | undefined): LoadedWindow {
  const location = { href: 'http://localhost/', protocol: 'http:', host: 'localhost', search: '', hash: '' };
  const window: Context = {
    JSON,
    Promise,
    Error,
    performance,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    location,
    navigator: { userAgent: 'node', platform: 'node' },
    document: { getElementsByTagName: () => [], createElement: () => ({}), URL: location.href },
  };
  window['window'] = window;
  window['self'] = window;
  createContext(window);
  libraryScript(library).runInContext(window);
  if (!isLoaded(window)) throw new Error('This version of the client library does not define Excel.');
  return window;
}

/** The library's script defines these globals; their types are Microsoft's. */
type LoadedWindow = Pick<OpenedExcel, 'Excel' | 'OfficeExtension' | 'Office'>;

function isLoaded(window: object): window is LoadedWindow {
  return 'Excel' in window && 'OfficeExtension' in window && 'Office' in window;
}
