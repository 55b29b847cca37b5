/** One cell that calls a function and waits for results, one after the other. */
export interface StreamingCall {
  /** A value, or an error made by the runtime's `Error`. */
  setResult(result: unknown): void;
  /** Excel calls it when the formula goes or its arguments change. */
  onCanceled?: () => void;
}

/** Microsoft's custom functions, as far as they are used here; they are not part of the types of Office.js. */
export interface CustomFunctionsRuntime {
  /** Ties functions to their ids, all at once: with the first one Excel begins to call. The last argument is the call. */
  associate(functions: Readonly<Record<string, (...args: readonly unknown[]) => void>>): void;
  /** Makes an error for a cell; Excel shows the message of `#VALUE!` and `#N/A`. */
  readonly Error: new (code: string, message: string) => object;
  readonly ErrorCode: { readonly invalidValue: string; readonly notAvailable: string };
}

/** The runtime, or null where Excel has none: on iPad, in old Excel, and in the workbench. */
export function customFunctionsRuntime(): CustomFunctionsRuntime | null {
  const found: unknown = Reflect.get(globalThis, 'CustomFunctions');
  return isRuntime(found) ? found : null;
}

function isRuntime(found: unknown): found is CustomFunctionsRuntime {
  return (
    typeof found === 'object' && found !== null && 'associate' in found && 'Error' in found && 'ErrorCode' in found
  );
}

/** The call that Excel hands over behind the arguments. */
export function isStreamingCall(argument: unknown): argument is StreamingCall {
  return typeof argument === 'object' && argument !== null && 'setResult' in argument;
}
