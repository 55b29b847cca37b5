import {
  BooleanNumber,
  CanceledError,
  CommandType,
  Direction,
  EDITOR_ACTIVATED,
  FOCUSING_EDITOR_INPUT_FORMULA,
  FOCUSING_SHEET,
  type ICommandInfo,
  type IContextService,
  type Injector,
  type Worksheet,
} from '@univerjs/core';
import {
  DeviceInputEventType,
  IShortcutService,
  InsertColBeforeCommand,
  InsertRowBeforeCommand,
  InsertSheetCommand,
  KeyCode,
  MetaKeys,
  MoveSelectionEnterAndTabCommand,
  RemoveColCommand,
  RemoveRowCommand,
  SetCellEditVisibleOperation,
  SetWorksheetActiveOperation,
  whenSheetEditorFocused,
} from '@univerjs/preset-sheets-core';
import { type Area, areaOf, containsArea } from 'excel-host/book/area.ts';
import type { Book } from 'excel-host/book/book.ts';
import { bringIntoView, scrollAlong } from '../bring-into-view.ts';
import { enterText } from '../typed-text.ts';
import { type Spreadsheet, UNIT_ID } from '../spreadsheet.ts';
import {
  type Step,
  type Target,
  cornerAcross,
  extendedTo,
  movedTo,
  selectedAll,
  stepped,
  targets,
  wholeColumns,
  wholeRows,
} from './moves.ts';
import { readSelected, readShape, selectCells } from './read-selected.ts';
import type { Place, Selected, SheetShape } from './sheet-shape.ts';
import { TabRun } from './tab-run.ts';

/** What the page does for keys that concern more than the cells. */
export interface PageKeys {
  /** Excel's Go To. */
  readonly goTo: () => void;
  readonly find: () => void;
  readonly save: () => void;
}

export interface KeyboardOptions {
  readonly book: Book;
  readonly spreadsheet: Spreadsheet;
  readonly injector: Injector;
  readonly page: PageKeys;
}

/** Above Univer's own meaning of a key. */
const BEFORE_UNIVER = 1000;
const PRESS = 'workbench.command.press';
const { SHIFT, ALT, CTRL_COMMAND: CTRL } = MetaKeys;
/** Numbers of keys that Univer gives no names. */
const [PAGE_UP, PAGE_DOWN, END, HOME, F5, F11, SEMICOLON] = [33, 34, 35, 36, 116, 122, 186];

/** What is in front when a key is pressed. */
interface Pressed extends KeyboardOptions {
  readonly sheet: Worksheet;
  readonly shape: SheetShape;
  readonly selected: Selected;
}

interface Key {
  readonly bindings: readonly number[];
  readonly press: (pressed: Pressed) => void;
}

/** Excel's keys that Univer does not know, or takes for something else. */
const keys: readonly Key[] = [
  ...moving([HOME], targets.rowStart),
  ...moving([HOME | CTRL], targets.sheetStart),
  ...moving([END | CTRL], targets.sheetEnd),
  ...moving([PAGE_DOWN], targets.pageDown),
  ...moving([PAGE_UP], targets.pageUp),
  ...moving([PAGE_DOWN | ALT], targets.pageRight),
  ...moving([PAGE_UP | ALT], targets.pageLeft),
  key([KeyCode.SPACE | SHIFT], ({ spreadsheet, shape, selected }) =>
    selectCells(spreadsheet, wholeRows(shape, selected)),
  ),
  key([KeyCode.SPACE | CTRL], ({ spreadsheet, shape, selected }) =>
    selectCells(spreadsheet, wholeColumns(shape, selected)),
  ),
  key([KeyCode.A | CTRL], ({ book, sheet, spreadsheet, shape, selected }) =>
    selectCells(spreadsheet, selectedAll(shape, selected, tableAround(book, sheet.getSheetId(), selected.active))),
  ),
  // Browsers keep Ctrl+PageDown for their own tabs; Excel in a browser takes Ctrl+Alt for it.
  key([PAGE_DOWN | CTRL, PAGE_DOWN | CTRL | ALT], (pressed) => showSheet(pressed, 1)),
  key([PAGE_UP | CTRL, PAGE_UP | CTRL | ALT], (pressed) => showSheet(pressed, -1)),
  key([F11 | SHIFT], ({ spreadsheet }) => void spreadsheet.commands.executeCommand(InsertSheetCommand.id)),
  key([KeyCode.EQUAL | CTRL | SHIFT, 107 | CTRL], insertLines),
  key([KeyCode.MINUS | CTRL, 109 | CTRL], removeLines),
  key([SEMICOLON | CTRL], (pressed) => enter(pressed, new Date().toLocaleDateString('en-US'))),
  key([SEMICOLON | CTRL | SHIFT], (pressed) =>
    enter(pressed, new Date().toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })),
  ),
  key([F5, KeyCode.G | CTRL], ({ page }) => page.goTo()),
  key([KeyCode.F | CTRL], ({ page }) => page.find()),
  key([KeyCode.S | CTRL], ({ page }) => page.save()),
];

/** Makes the keys of the grid do what they do in Excel. Returns how to stop. */
export function listenToKeys(options: KeyboardOptions): () => void {
  const { spreadsheet, injector } = options;
  const shortcuts = injector.get(IShortcutService);
  const steps = new Steps(options);
  const disposables = [
    spreadsheet.commands.registerCommand({
      id: PRESS,
      type: CommandType.COMMAND,
      handler: (_accessor, params?: { readonly index: number }) => {
        const pressed = pressedIn(options);
        const { press } = keys[params?.index ?? -1] ?? {};
        if (pressed === undefined || press === undefined) return false;
        press(pressed);
        return true;
      },
    }),
    ...keys.flatMap(({ bindings }, index) =>
      bindings.map((binding) =>
        shortcuts.registerShortcut({
          id: PRESS,
          binding,
          priority: BEFORE_UNIVER,
          preconditions: whenSheetEditorFocused,
          staticParameters: { index },
        }),
      ),
    ),
    ...[KeyCode.ENTER, KeyCode.TAB].map((keycode) =>
      shortcuts.registerShortcut({
        id: SetCellEditVisibleOperation.id,
        binding: keycode | SHIFT,
        priority: BEFORE_UNIVER,
        preconditions: whenTyping,
        staticParameters: { visible: false, eventType: DeviceInputEventType.Keyboard, keycode, ...GOING_BACK },
      }),
    ),
    spreadsheet.commands.beforeCommandExecuted((info) => steps.take(info)),
  ];
  return () => {
    for (const each of disposables) each.dispose();
  };
}

/** Ends typing as Enter and Tab do, which Univer knows only without Shift. */
const GOING_BACK = { isGoingBack: true };

/** A cell is typed into, and what is typed is no formula: there these keys belong to it. */
function whenTyping(context: IContextService): boolean {
  return (
    context.getContextValue(FOCUSING_SHEET) &&
    context.getContextValue(EDITOR_ACTIVATED) &&
    !context.getContextValue(FOCUSING_EDITOR_INPUT_FORMULA)
  );
}

/** Tab and Enter, while a cell is typed into and while it is not. Univer's own lose the active cell when they go back. */
class Steps {
  readonly #options: KeyboardOptions;
  readonly #run = new TabRun();
  /** What was typed last was ended with Shift. */
  #isGoingBack = false;

  constructor(options: KeyboardOptions) {
    this.#options = options;
  }

  take(info: ICommandInfo): void {
    const params = new Map<string, unknown>(Object.entries(info.params ?? {}));
    if (info.id === SetCellEditVisibleOperation.id) this.#isGoingBack = params.get('isGoingBack') === true;
    if (info.id !== MoveSelectionEnterAndTabCommand.id) return;
    const pressed = pressedIn(this.#options);
    const [, onward, back] = STEPS.find(([direction]) => direction === params.get('direction')) ?? [];
    const step = this.#isGoingBack ? back : onward;
    this.#isGoingBack = false;
    // Within a formula these keys choose what it refers to.
    if (params.get('extra') !== undefined) return;
    if (pressed === undefined || step === undefined) return;
    this.#go(pressed, step);
    throw new CanceledError();
  }

  #go({ shape, selected, spreadsheet, injector }: Pressed, step: Step): void {
    const isAcross = step === 'right' || step === 'left';
    const isOneCell = selected.area.rowCount === 1 && selected.area.columnCount === 1;
    const from = isOneCell && !isAcross ? movedTo(this.#run.entered(selected.active)) : selected;
    const next = stepped(shape, from, step);
    if (isOneCell && isAcross) this.#run.tabbed(selected.active, next.active);
    selectCells(spreadsheet, next);
    bringIntoView(spreadsheet, injector, areaOf(next.active.row, next.active.column, 1, 1));
  }
}

/** Univer's directions, what they mean here, and what going back means. */
const STEPS = [
  [Direction.UP, 'up', 'down'],
  [Direction.DOWN, 'down', 'up'],
  [Direction.LEFT, 'left', 'right'],
  [Direction.RIGHT, 'right', 'left'],
] as const;

function key(bindings: readonly number[], press: Key['press']): Key {
  return { bindings, press };
}

/** A key that leads somewhere, and with Shift takes the selection along. */
function moving(bindings: readonly number[], target: Target): Key[] {
  const extending = bindings.map((binding) => binding | SHIFT);
  return [
    key(bindings, (pressed) => go(pressed, movedTo(target(pressed.shape, pressed.selected.active)))),
    key(extending, (pressed) => go(pressed, extendedTo(pressed.shape, pressed.selected, target))),
  ];
}

/** Scrolls by as much as the selection goes on, as a page does. */
function go({ spreadsheet, injector, selected }: Pressed, next: Selected): void {
  selectCells(spreadsheet, next);
  scrollAlong(spreadsheet, injector, cornerAcross(selected), cornerAcross(next));
}

/** The table that holds a cell. */
function tableAround(book: Book, sheetId: string, { row, column }: Place): Area | undefined {
  const cell = areaOf(row, column, 1, 1);
  return book.tables().find((table) => table.sheetId === sheetId && containsArea(table.area, cell))?.area;
}

/** The next sheet that is seen, to the right or to the left. */
function showSheet({ spreadsheet, sheet }: Pressed, sign: 1 | -1): void {
  const seen = spreadsheet.workbook.getSheets().filter((each) => each.isSheetHidden() !== BooleanNumber.TRUE);
  const next = seen[seen.indexOf(sheet) + sign];
  if (next === undefined) return;
  const params = { unitId: UNIT_ID, subUnitId: next.getSheetId() };
  spreadsheet.commands.syncExecuteCommand(SetWorksheetActiveOperation.id, params);
}

/** Whole columns where columns are selected from top to bottom, otherwise rows: as many as are selected, before them. */
function insertLines({ spreadsheet, shape, selected: { area } }: Pressed): void {
  const [id, value] =
    area.rowCount === shape.rows.count
      ? [InsertColBeforeCommand.id, area.columnCount]
      : [InsertRowBeforeCommand.id, area.rowCount];
  void spreadsheet.commands.executeCommand(id, { value });
}

function removeLines({ spreadsheet, shape, selected: { area } }: Pressed): void {
  const id = area.rowCount === shape.rows.count ? RemoveColCommand.id : RemoveRowCommand.id;
  void spreadsheet.commands.executeCommand(id);
}

function enter({ book, spreadsheet, sheet, selected }: Pressed, text: string): void {
  enterText(book, spreadsheet, { sheetId: sheet.getSheetId(), ...selected.active }, text);
}

function pressedIn(options: KeyboardOptions): Pressed | undefined {
  const sheet = options.spreadsheet.workbook.getActiveSheet(true);
  const selected = readSelected(options.injector);
  if (!sheet || selected === undefined) return undefined;
  return { ...options, sheet, selected, shape: readShape(options.book, sheet, options.injector) };
}
