import { Button, Text, mergeClasses } from '@fluentui/react-components';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { StartedChange } from '../sync/start-change.ts';
import { notStartedWords, openSideWords, startedWords } from './change-words.ts';
import type { Started } from './use-change-start.ts';
import { useViewStyles } from './view-styles.ts';

interface StartedChangeProps {
  readonly started: Started;
  readonly onJump: (place: CellPlace) => void;
}

/** [FD1] What starting a budget change has come to, and the steps that are left until it can be sent. */
export function StartedChangeSteps({ started, onJump }: StartedChangeProps) {
  const styles = useViewStyles();
  const drafted = typeof started === 'string' ? null : started;
  return (
    <>
      {/* Always there, since a live region that comes with its words is not heard. */}
      <div role="status" className={drafted ? styles.unseen : undefined}>
        {typeof started === 'string' && <Text>{notStartedWords[started]}</Text>}
        {drafted && startedWords(drafted)}
      </div>
      {drafted && <Steps started={drafted} onJump={onJump} />}
    </>
  );
}

interface StepsProps {
  readonly started: StartedChange;
  readonly onJump: (place: CellPlace) => void;
}

function Steps({ started, onJump }: StepsProps) {
  const styles = useViewStyles();
  const { number, reason, open } = started;
  return (
    <section className={styles.tight} aria-labelledby="started-change">
      <Text as="h2" id="started-change" weight="semibold" className={styles.heading}>
        {number} is drafted in Changes
      </Text>
      <Text>{startedWords(started)}</Text>
      <Text weight="semibold">What is left to do</Text>
      <ol className={mergeClasses(styles.list, styles.spaced)}>
        <Step words="Say why in its Reason." go="Go to Reason" onGo={() => onJump(reason)} />
        {open.map((side) => (
          <Step
            key={side.source}
            words={openSideWords(side)}
            go={`Go to its line${open.length > 1 ? ` of ${side.source}` : ''}`}
            onGo={() => onJump(side.place)}
          />
        ))}
        <Step words="Send your changes. It counts once it is approved: set its Status to Pending when it is ready for that." />
      </ol>
    </section>
  );
}

interface StepProps {
  readonly words: string;
  readonly go?: string;
  readonly onGo?: () => void;
}

function Step({ words, go, onGo }: StepProps) {
  const styles = useViewStyles();
  return (
    <li>
      <Text>{words}</Text>
      {go !== undefined && (
        <div className={styles.row}>
          <Button size="small" onClick={onGo}>
            {go}
          </Button>
        </div>
      )}
    </li>
  );
}
