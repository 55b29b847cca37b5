import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { ChangeGroup } from './change-group.tsx';

interface OpeningGroupProps {
  readonly title: string;
  /** Level of its heading; default: 3. */
  readonly level?: 3 | 5;
  /** Lines under the title. */
  readonly lines: readonly string[];
  /** What is in it, such as "rows". */
  readonly of: string;
  /** Its `ChangeLine`s, drawn while it is open. */
  readonly children: ReactNode;
}

/** A group whose list is closed until somebody wants to see it. */
export function OpeningGroup({ of, children, ...group }: OpeningGroupProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <ChangeGroup
      {...group}
      opener={
        <Button
          size="small"
          style={{ alignSelf: 'flex-start' }}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? `Hide ${of}` : `Show ${of}`}
        </Button>
      }
    >
      {isOpen ? children : null}
    </ChangeGroup>
  );
}
