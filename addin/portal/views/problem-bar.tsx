import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { ProblemWords } from '../portal-problem.ts';

const useStyles = makeStyles({
  /** Fluent keeps the actions of a bar in one line, which is wider than a narrow window. */
  actions: { flexWrap: 'wrap' },
});

interface ProblemBarProps {
  readonly words: ProblemWords;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, announced at once, with the way on where there is one. */
export function ProblemBar({ words, onRetry }: ProblemBarProps) {
  const styles = useStyles();
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{words.title}.</MessageBarTitle> {words.line}
        </MessageBarBody>
        {onRetry !== undefined && (
          <MessageBarActions className={styles.actions}>
            <Button onClick={onRetry}>Try again</Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
