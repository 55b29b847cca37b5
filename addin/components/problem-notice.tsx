import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';

const useStyles = makeStyles({
  // Beside its icon, at 200 % zoom, a long word is wider than the pane.
  words: { overflowWrap: 'anywhere' },
});

interface ProblemNoticeProps {
  /** What happened, then whether the work is safe and what to do. */
  readonly words: { readonly title: string; readonly line: string };
  readonly onRetry: () => void;
}

/** Something could not be loaded: said once, with the way on. */
export function ProblemNotice({ words, onRetry }: ProblemNoticeProps) {
  const styles = useStyles();
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody className={styles.words}>
          <MessageBarTitle>{words.title}</MessageBarTitle> {words.line}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}
