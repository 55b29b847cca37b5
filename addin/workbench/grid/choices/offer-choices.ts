import {
  CommandType,
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  type DocumentDataModel,
  Direction,
  type IContextService,
  IUniverInstanceService,
  type Injector,
  EDITOR_ACTIVATED,
  UniverInstanceType,
} from '@univerjs/core';
import {
  ComponentManager,
  DeviceInputEventType,
  IEditorBridgeService,
  ISheetCellDropdownManagerService,
  IShortcutService,
  KeyCode,
  MetaKeys,
  MoveSelectionEnterAndTabCommand,
  RichTextEditingMutation,
  SetCellEditVisibleOperation,
  whenSheetEditorFocused,
} from '@univerjs/preset-sheets-core';
import type { Book } from 'excel-host/book/book.ts';
import { readSelected } from '../keyboard/read-selected.ts';
import { type Spreadsheet, UNIT_ID } from '../spreadsheet.ts';
import { enterText } from '../typed-text.ts';
import { ChoiceList } from './choice-list.ts';
import { type ListPlace, choicePopup } from './choice-popup.tsx';

/** Name of Univer's list below a cell. */
const UNIVERS_LIST = 'sheets.dropdown.list';
/** Univer's operation that opens it, which it does not export. */
const SHOW_LIST = 'sheet.operation.show-data-validation-dropdown';
/** Above Univer's own meaning of a key, and above the grid's while a list is open. */
const BEFORE_OTHERS = 2000;
const CHOOSE = 'workbench.command.choose';

/** Puts our list in place of Univer's below cells with one, and gives it its keys. Returns how to stop. */
export function offerChoices(book: Book, spreadsheet: Spreadsheet, injector: Injector): () => void {
  const { commands } = spreadsheet;
  const list = new ChoiceList();
  const editor = injector.get(IEditorBridgeService);
  const typed = (): string | undefined => (editor.isVisible().visible ? editedText(injector) : undefined);
  const take = (place: ListPlace, choice: string): void => {
    if (editor.isVisible().visible) endEditing(spreadsheet);
    list.hide();
    enterText(book, spreadsheet, place, choice);
  };
  // Univer registers its own list when this service begins.
  injector.get(ISheetCellDropdownManagerService);
  const components = injector.get(ComponentManager);
  components.delete(UNIVERS_LIST);
  const acts: Readonly<Record<number, () => void>> = {
    [KeyCode.ARROW_DOWN]: () => list.mark(1),
    [KeyCode.ARROW_UP]: () => list.mark(-1),
    [KeyCode.ENTER]: () => takeMarked(Direction.DOWN, KeyCode.ENTER),
    [KeyCode.TAB]: () => takeMarked(Direction.RIGHT, KeyCode.TAB),
    [KeyCode.ESC]: () => {
      if (editor.isVisible().visible) endEditing(spreadsheet);
      list.hide();
    },
    [KeyCode.ARROW_DOWN | MetaKeys.ALT]: () => showList(spreadsheet, injector),
  };
  /** As after typing, Enter and Tab go on; a list that was opened without typing leaves one where one is. */
  function takeMarked(direction: Direction, keycode: KeyCode): void {
    const wasTyping = editor.isVisible().visible;
    list.take();
    if (wasTyping || keycode === KeyCode.TAB)
      void commands.executeCommand(MoveSelectionEnterAndTabCommand.id, { direction, keycode });
  }
  const whenOpen = (context: IContextService): boolean =>
    list.isOpen && (whenSheetEditorFocused(context) || context.getContextValue(EDITOR_ACTIVATED));
  const whenMarked = (context: IContextService): boolean => list.isMarked && whenOpen(context);
  const keys = [
    [KeyCode.ARROW_DOWN, whenOpen],
    [KeyCode.ARROW_UP, whenOpen],
    [KeyCode.ESC, whenOpen],
    [KeyCode.ENTER, whenMarked],
    [KeyCode.TAB, whenMarked],
    [KeyCode.ARROW_DOWN | MetaKeys.ALT, whenSheetEditorFocused],
  ] as const;
  const shortcuts = injector.get(IShortcutService);
  const disposables = [
    components.register(UNIVERS_LIST, choicePopup({ list, take, typed })),
    commands.registerCommand({
      id: CHOOSE,
      type: CommandType.COMMAND,
      handler: (_accessor, params?: { readonly key: number }) => {
        acts[params?.key ?? 0]?.();
        return true;
      },
    }),
    ...keys.map(([binding, preconditions]) =>
      shortcuts.registerShortcut({
        id: CHOOSE,
        binding,
        priority: BEFORE_OTHERS,
        preconditions,
        staticParameters: { key: binding },
      }),
    ),
    commands.onCommandExecuted(({ id }) => {
      if (id === RichTextEditingMutation.id && editor.isVisible().visible) list.type(editedText(injector));
    }),
  ];
  return () => {
    for (const each of disposables) each.dispose();
  };
}

/** What stands in the cell that is typed into. */
function editedText(injector: Injector): string {
  const unit = injector
    .get(IUniverInstanceService)
    .getUnit<DocumentDataModel>(DOCS_NORMAL_EDITOR_UNIT_ID_KEY, UniverInstanceType.UNIVER_DOC);
  return unit?.getBody()?.dataStream.replace(/\r\n$/, '') ?? '';
}

/** Puts back what the cell held. */
function endEditing({ commands }: Spreadsheet): void {
  commands.syncExecuteCommand(SetCellEditVisibleOperation.id, {
    visible: false,
    eventType: DeviceInputEventType.Keyboard,
    keycode: KeyCode.ESC,
    unitId: UNIT_ID,
  });
}

/** Opens the list of the active cell, where it has one. */
function showList({ commands, workbook }: Spreadsheet, injector: Injector): void {
  const active = readSelected(injector)?.active;
  const subUnitId = workbook.getActiveSheet(true)?.getSheetId();
  if (active !== undefined) void commands.executeCommand(SHOW_LIST, { unitId: UNIT_ID, subUnitId, ...active });
}
