import { Button, Text } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { PortalOutcome } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDoing } from './use-doing.ts';

/** Something that is asked about before it is done. */
export interface ActToConfirm<T> {
  /** What it is, such as "Archive Oak Plan". */
  readonly label: string;
  /** What is about to happen, and what stays. */
  readonly words: string;
  /** Name of the button that does it, such as "Archive now". */
  readonly button: string;
  /** What did not happen where it fails. */
  readonly failed: string;
  readonly act: () => Promise<PortalOutcome<T>>;
  readonly done: (value: T) => void;
}

interface ConfirmActProps<T> {
  readonly asked: ActToConfirm<T>;
  readonly onCancel: () => void;
}

/** What is about to happen, before it does; it takes the focus. */
export function ConfirmAct<T>({ asked, onCancel }: ConfirmActProps<T>) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const doIt = async (): Promise<void> => {
    const value = await run(asked.failed, asked.act);
    if (value !== null) asked.done(value);
  };
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={asked.label} className={shared.card}>
      <Text>{asked.words}</Text>
      {problem !== null && <ProblemBar words={problem} />}
      <div className={shared.row}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void doIt()}>
          {asked.button}
        </Button>
        <Button onClick={onCancel}>Leave it as it is</Button>
      </div>
    </div>
  );
}
