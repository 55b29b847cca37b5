import {
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  ThemeService,
  Univer,
  mergeLocales,
} from '@univerjs/core';
import {
  ILayoutService,
  IStatusBarService,
  InsertRowBeforeCommand,
  RemoveRowCommand,
  UniverDocsPlugin,
  UniverDocsUIPlugin,
  UniverRenderEnginePlugin,
  UniverSheetsFormulaUIPlugin,
  UniverSheetsNumfmtUIPlugin,
  UniverSheetsUIPlugin,
  UniverUIPlugin,
} from '@univerjs/preset-sheets-core';
import coreWords from '@univerjs/preset-sheets-core/locales/en-US';
import { UniverSheetsDataValidationUIPlugin } from '@univerjs/preset-sheets-data-validation';
import validationWords from '@univerjs/preset-sheets-data-validation/locales/en-US';
import filterWords from '@univerjs/preset-sheets-filter/locales/en-US';
import { UniverSheetsSortUIPlugin } from '@univerjs/preset-sheets-sort';
import sortWords from '@univerjs/preset-sheets-sort/locales/en-US';
import { UniverSheetsTableUIPlugin } from '@univerjs/preset-sheets-table';
import tableWords from '@univerjs/preset-sheets-table/locales/en-US';
import type { Area } from 'excel-host/book/area.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { keepInView } from './bring-into-view.ts';
import { offerChoices } from './choices/offer-choices.ts';
import { drawConditionalLooks } from './conditional-looks.ts';
import { drawListLooks } from './list-looks.ts';
import { drawWhenDirty } from './draw-when-dirty.ts';
import { CountedDates } from './counted-dates.ts';
import { type DrawnCell, drawnCells } from './drawn-cells.ts';
import { hideFilteredRows } from './filtered-rows.ts';
import { guardCommands } from './guard-commands.ts';
import { hearEdits } from './grid-to-book.ts';
import { type PageKeys, listenToKeys } from './keyboard/sheet-keys.ts';
import { MENUS, withOurWords } from './menus.ts';
import { Mirror } from './mirror.ts';
import { joinViews } from './join-views.ts';
import { openWorkbook, registerModel } from './spreadsheet.ts';
import { readTypedText } from './typed-text.ts';

/** A spreadsheet on the screen, showing the book of a host. */
export interface Grid {
  /** Drawn, and ready for keyboard and mouse. */
  readonly ready: Promise<void>;
  /** Gives the keyboard to the cells. */
  focus(): void;
  /** Inserts as many rows as are selected above them, or deletes its rows; the person can undo both. */
  insertRow(): void;
  deleteRows(): void;
  /** The cells as they are drawn, row by row. */
  drawnCells(sheetId: string, area: Area): DrawnCell[][];
  close(): void;
}

export interface GridOptions {
  readonly host: ExcelHost;
  /** Where the grid is drawn. */
  readonly container: HTMLElement;
  /** Tells the person what could not be done. */
  readonly say: (sentence: string) => void;
  /** What the page does for keys that concern more than the cells. */
  readonly page: PageKeys;
}

/** Shows the host's book in Univer; what the person does there reaches the book and the add-in. */
export function openGrid({ host, container, say, page }: GridOptions): Grid {
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  const univer = new Univer({
    darkMode: scheme.matches,
    locale: LocaleType.EN_US,
    locales: {
      [LocaleType.EN_US]: withOurWords(mergeLocales(coreWords, validationWords, filterWords, sortWords, tableWords)),
    },
    logLevel: LogLevel.ERROR,
  });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(UniverUIPlugin, { container, disableAutoFocus: true, ribbonType: 'simple', menu: MENUS });
  univer.registerPlugin(UniverDocsUIPlugin);
  registerModel(univer);
  univer.registerPlugin(UniverSheetsUIPlugin, {
    disableForceStringAlert: true,
    disableForceStringMark: true,
    menu: MENUS,
    override: [[IStatusBarService, { useClass: CountedDates }]],
  });
  univer.registerPlugin(UniverSheetsNumfmtUIPlugin);
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  // A list opens while a cell is typed into. Its search box would take the keyboard away, and with it the rest of the word.
  univer.registerPlugin(UniverSheetsDataValidationUIPlugin, { showSearchOnDropdown: false, showEditOnDropdown: false });
  univer.registerPlugin(UniverSheetsSortUIPlugin);
  univer.registerPlugin(UniverSheetsTableUIPlugin, { hideAnchor: true });
  const spreadsheet = openWorkbook(univer, host.book.name);
  const mirror = new Mirror(host.book, spreadsheet);
  const hearing = { book: host.book, user: host.user, spreadsheet, mirror, say };
  const injector = univer.__getInjector();
  const stops = [
    guardCommands(hearing),
    hearEdits(hearing),
    readTypedText(host.book, spreadsheet),
    hideFilteredRows(host.book, spreadsheet),
    drawConditionalLooks(host.book, spreadsheet),
    drawListLooks(spreadsheet),
    drawWhenDirty(injector),
    keepInView(spreadsheet, injector),
    offerChoices(host.book, spreadsheet, injector),
    listenToKeys({ book: host.book, spreadsheet, injector, page }),
  ];
  const focus = (): void => injector.get(ILayoutService).focus();
  const run = (id: string, params: object = {}): void => {
    void spreadsheet.commands.executeCommand(id, params).then(focus);
  };
  // As the pane beside it: with the system.
  const followScheme = (): void => injector.get(ThemeService).setDarkMode(scheme.matches);
  scheme.addEventListener('change', followScheme);
  const view = joinViews(host, spreadsheet, injector, mirror);
  return {
    // Univer waits three seconds more before it calls itself steady; what is drawn takes the keyboard before that.
    ready: injector.get(LifecycleService).onStage(LifecycleStages.Rendered),
    focus,
    insertRow: () => run(InsertRowBeforeCommand.id, { value: host.view.selection.rowCount }),
    deleteRows: () => run(RemoveRowCommand.id),
    drawnCells: (sheetId, area) => drawnCells(spreadsheet, sheetId, area),
    close: () => {
      view();
      scheme.removeEventListener('change', followScheme);
      for (const stop of stops) stop();
      mirror.close();
      univer.dispose();
    },
  };
}
