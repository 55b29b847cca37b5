import { Button, Text } from '@fluentui/react-components';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { candidateWords, netWords, openWords } from './effect-words.ts';

/** Lines that are offered for what is left over in a source. */
const CANDIDATES = 4;

interface SourceNetsProps {
  readonly view: ChangeView;
  readonly isBusy: boolean;
  /** Puts the other side on a budget line; cents. Null: it cannot be edited. */
  readonly onBalance: ((budgetLine: string, amount: number) => void) | null;
}

/** [V20] What the change comes to per source, to the cent, and who could give or take what is left over. */
export function SourceNets({ view, isBusy, onBalance }: SourceNetsProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  return (
    <div className={styles.tight}>
      <Text weight="semibold">Net per source</Text>
      <ul className={styles.list}>
        {view.sources.map((source) => (
          <li key={source.key}>{netWords(source, names)}</li>
        ))}
      </ul>
      {onBalance !== null &&
        view.outOfBalance.map((open) => (
          <div key={open.source} className={styles.tight} role="group" aria-label={`The other side in ${open.source}`}>
            <Text>{openWords(open, names)}</Text>
            <div className={styles.row}>
              {open.candidates.slice(0, CANDIDATES).map((candidate) => (
                <Button
                  key={candidate.budgetLine}
                  size="small"
                  disabledFocusable={isBusy}
                  onClick={isBusy ? undefined : () => onBalance(candidate.budgetLine, -open.amount)}
                >
                  {candidateWords(candidate)}
                </Button>
              ))}
            </div>
          </div>
        ))}
    </div>
  );
}
