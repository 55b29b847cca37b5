import {
  ICommandService,
  type IExecutionOptions,
  IUndoRedoService,
  IUniverInstanceService,
  LocaleType,
  LogLevel,
  Univer,
  UniverInstanceType,
  type Workbook,
} from '@univerjs/core';
import {
  CalculationMode,
  FormulaDataModel,
  IActiveDirtyManagerService,
  SheetInterceptorService,
  SheetsSelectionsService,
  UniverFormulaEnginePlugin,
  UniverSheetsFormulaPlugin,
  UniverSheetsNumfmtPlugin,
  UniverSheetsPlugin,
} from '@univerjs/preset-sheets-core';
import {
  DataValidationModel,
  UniverDataValidationPlugin,
  UniverSheetsDataValidationPlugin,
} from '@univerjs/preset-sheets-data-validation';
import { UniverSheetsFilterPlugin } from '@univerjs/preset-sheets-filter';
import { UniverSheetsSortPlugin } from '@univerjs/preset-sheets-sort';
import { TableManager, UniverSheetsTablePlugin } from '@univerjs/preset-sheets-table';

import { type Area, areaOf } from 'excel-host/book/area.ts';
import { toArea } from './ranges.ts';
import { TABLE_THEME } from './table-theme.ts';

export const UNIT_ID = 'book';

/** Marks what the mirror does, so that it is not taken for the person's doing. */
const BY_MIRROR = { byMirror: true };

/** Univer with one workbook: the parts of it that the mirror needs. */
export interface Spreadsheet {
  readonly workbook: Workbook;
  readonly commands: ICommandService;
  readonly formulas: FormulaDataModel;
  readonly tables: TableManager;
  readonly validation: DataValidationModel;
  readonly interceptors: SheetInterceptorService;
  readonly undo: IUndoRedoService;
  /** What the person has selected last; the first cell before they have. */
  readonly selection: () => Area;
  /** Runs a mutation that is drawing, not editing: it is neither heard nor undone. */
  readonly draw: (id: string, params: object) => void;
}

/** The plugins that hold cells; none of them needs a screen. Formulas are calculated by the book alone, as decision 17 says. */
export function registerModel(univer: Univer): void {
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsNumfmtPlugin, { disableTextFormatAlert: true, disableTextFormatMark: true });
  univer.registerPlugin(UniverSheetsFormulaPlugin, { initialFormulaComputing: CalculationMode.NO_CALCULATION });
  univer.registerPlugin(UniverDataValidationPlugin);
  univer.registerPlugin(UniverSheetsDataValidationPlugin);
  univer.registerPlugin(UniverSheetsFilterPlugin);
  univer.registerPlugin(UniverSheetsSortPlugin);
  univer.registerPlugin(UniverSheetsTablePlugin, { userThemes: [TABLE_THEME] });
}

/** Opens an empty workbook. Univer asks for at least one sheet; the mirror replaces it. */
export function openWorkbook(univer: Univer, name: string): Spreadsheet {
  const workbook = univer.createUnit<object, Workbook>(UniverInstanceType.UNIVER_SHEET, { id: UNIT_ID, name });
  const injector = univer.__getInjector();
  const commands = injector.get(ICommandService);
  const selections = injector.get(SheetsSelectionsService);
  // Univer asks this service which changes call for a calculation. The book calculates, so none does.
  injector.get(IActiveDirtyManagerService).get = () => undefined;
  return {
    workbook,
    commands,
    formulas: injector.get(FormulaDataModel),
    tables: injector.get(TableManager),
    validation: injector.get(DataValidationModel),
    interceptors: injector.get(SheetInterceptorService),
    undo: injector.get(IUndoRedoService),
    selection: () => {
      const range = selections.getCurrentLastSelection()?.range;
      return range === undefined ? areaOf(0, 0, 1, 1) : toArea(range);
    },
    draw: (id, params) => void commands.syncExecuteCommand(id, { unitId: UNIT_ID, ...params }, BY_MIRROR),
  };
}

/** Whether a mutation comes from the mirror or from the calculation, not from the person. */
export function isDrawn(options: IExecutionOptions | undefined): boolean {
  return options?.['byMirror'] === true || options?.onlyLocal === true;
}

/** Univer without a screen, for tests. */
export function openHeadless(name: string): { univer: Univer; spreadsheet: Spreadsheet } {
  const univer = new Univer({ locale: LocaleType.EN_US, locales: {}, logLevel: LogLevel.ERROR });
  registerModel(univer);
  const spreadsheet = openWorkbook(univer, name);
  // Undo asks which workbook the person is in.
  univer.__getInjector().get(IUniverInstanceService).focusUnit(UNIT_ID);
  return { univer, spreadsheet };
}
