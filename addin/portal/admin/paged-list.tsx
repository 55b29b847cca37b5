import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PortalOutcome } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDoing } from './use-doing.ts';

/** Part of a list, and where the next part begins; null: there is none. */
export interface ListPart<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

interface PagedListProps<T> {
  readonly first: ListPart<T>;
  readonly ask: (after: string) => Promise<PortalOutcome<ListPart<T>>>;
  /** Name of the button for more. */
  readonly more: string;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** The first part of a long list, and those after it when they are asked for. */
export function PagedList<T>({ first, ask, more, children }: PagedListProps<T>) {
  const shared = usePortalStyles();
  const [rest, setRest] = useState<ListPart<T> | null>(null);
  const { isBusy, problem, read } = useDoing();
  const next = rest === null ? first.next : rest.next;
  const items = [...first.items, ...(rest?.items ?? [])];
  const askMore = async (after: string): Promise<void> => {
    const part = await read('The rest couldn’t be read', () => ask(after));
    if (part !== null) setRest({ items: [...(rest?.items ?? []), ...part.items], next: part.next });
  };
  return (
    <div className={shared.column}>
      {children(items)}
      {problem !== null && <ProblemBar words={problem} />}
      {next !== null && (
        <div>
          <Button disabledFocusable={isBusy} onClick={() => void askMore(next)}>
            {more}
          </Button>
        </div>
      )}
    </div>
  );
}
