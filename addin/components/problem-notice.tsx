import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';

interface ProblemNoticeProps {
  /** What happened, then whether the work is safe and what to do. */
  readonly words: { readonly title: string; readonly line: string };
  readonly onRetry: () => void;
}

/** Something could not be loaded: said once, with the way on. */
export function ProblemNotice({ words, onRetry }: ProblemNoticeProps) {
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words.title}</MessageBarTitle> {words.line}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}
