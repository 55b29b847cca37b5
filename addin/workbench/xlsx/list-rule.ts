import type { Validation } from 'excel-host/book/book.ts';
import type { Json } from 'excel-host/book/json.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';

/** Formats and rules must be below these for Excel to open the file. */
const MESSAGE_LIMIT = 225;
const TITLE_LIMIT = 32;

/** The drop-down of some cells in the words of a file. */
export interface ListRule {
  /** A formula with its equals sign, as a file has it, or words with commas between them. */
  readonly source: string;
  readonly showAlert: boolean;
  readonly style: 'stop' | 'warning' | 'information';
  readonly title: string;
  readonly message: string;
  readonly allowBlank: boolean;
}

export const ALERT_STYLES = [
  ['Stop', 'stop'],
  ['Warning', 'warning'],
  ['Information', 'information'],
] as const;

/** A validation of the book as a drop-down of a file; undefined where it is of another kind. */
export function listOf({ rule, errorAlert, ignoreBlanks }: Validation): ListRule | undefined {
  const source = field(rule['list'], 'source');
  if (source === undefined) return undefined;
  const style = ALERT_STYLES.find(([excel]) => excel === (field(errorAlert, 'style') ?? 'Stop'))?.[1] ?? 'stop';
  return {
    source: source.startsWith('=') ? toFileFormula(source) : source,
    showAlert: errorAlert?.['showAlert'] !== false,
    style,
    title: (field(errorAlert, 'title') ?? '').slice(0, TITLE_LIMIT),
    message: (field(errorAlert, 'message') ?? '').slice(0, MESSAGE_LIMIT),
    allowBlank: ignoreBlanks ?? true,
  };
}

interface ListAttributes {
  /** As the book has it. */
  readonly source: string;
  readonly showAlert: boolean;
  readonly errorStyle: string | undefined;
  readonly title: string | undefined;
  readonly message: string | undefined;
  readonly allowBlank: boolean;
}

/** A drop-down of a file as the book will give it back. What a file does not say of an alert or of blanks is "no". */
export function listRule(list: ListAttributes): ListRule | undefined {
  return listOf(validationOf(list));
}

/** A drop-down of a file as a validation of the book. */
export function validationOf({
  source,
  showAlert,
  errorStyle,
  title,
  message,
  allowBlank,
}: ListAttributes): Validation {
  return {
    rule: { list: { inCellDropDown: true, source } },
    errorAlert: {
      showAlert,
      style: ALERT_STYLES.find(([, xlsx]) => xlsx === errorStyle)?.[0] ?? 'Stop',
      title: title ?? '',
      message: message ?? '',
    },
    ignoreBlanks: allowBlank,
  };
}

function field(record: Json | undefined, name: string): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const value = Object.entries(record).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
