import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';

/** What an action has come to. */
export interface Result {
  readonly intent: 'success' | 'info' | 'warning';
  readonly text: string;
  /** What can be done about it, where there is something. */
  readonly action?: { readonly label: string; readonly does: () => void };
}

/** Tells the result of an action, announced once. Stands in the page from the start: a region that comes with its text is not read. */
export function ResultNotice({ result }: { readonly result: Result | null }) {
  return (
    <div role="status" aria-live="polite">
      {result !== null && (
        <MessageBar intent={result.intent} layout="multiline">
          <MessageBarBody>{result.text}</MessageBarBody>
          {result.action !== undefined && (
            <MessageBarActions>
              <Button onClick={result.action.does}>{result.action.label}</Button>
            </MessageBarActions>
          )}
        </MessageBar>
      )}
    </div>
  );
}
