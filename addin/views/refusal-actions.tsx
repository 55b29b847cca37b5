import { Button } from '@fluentui/react-components';
import type { GivenUp } from '../sync/put-back.ts';
import type { RefusalLine } from '../../shared/sync/refusal-lines.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';

/** A further way out of a refusal, such as starting a request for what may not be changed directly. */
export interface RefusalAction {
  readonly label: string;
  readonly act: () => void;
}

/** Further ways out, where there are some. */
export interface FurtherActions {
  readonly ofOne: (refusal: OpenRefusal) => readonly RefusalAction[];
  /** What does for all of them; null: nothing. */
  readonly ofAll: RefusalAction | null;
}

interface RefusalActionsProps {
  readonly line: RefusalLine<OpenRefusal>;
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
  /** Gives up what was typed for what the plan holds. */
  readonly onPutBack: (places: readonly GivenUp[]) => void;
  /** Ways that depend on what was refused; only those that lead somewhere. */
  readonly further?: readonly RefusalAction[] | undefined;
}

/** [FB4] The ways out of a refusal that are there for each. */
export function RefusalActions({ line, isBusy, onJump, onPutBack, further = [] }: RefusalActionsProps) {
  const { table, row, column, isNewRow } = line.first;
  const values = line.all.length === 1 ? 'value' : 'values';
  const jump = (): void => onJump({ table, row, column: column ?? tableNamed(table).key[0] ?? '' });
  return (
    <>
      <Button size="small" onClick={jump}>
        Go to cell
      </Button>
      {isNewRow !== true && (
        <Button size="small" disabledFocusable={isBusy} onClick={isBusy ? undefined : () => onPutBack(line.all)}>
          {column === null ? 'Put back the plan’s row' : `Put back the plan’s ${values}`}
        </Button>
      )}
      {further.map(({ label, act }) => (
        <Button key={label} size="small" disabledFocusable={isBusy} onClick={isBusy ? undefined : act}>
          {label}
        </Button>
      ))}
    </>
  );
}

interface ActionForAllProps {
  readonly action: RefusalAction | null;
  readonly isBusy: boolean;
}

/** The way out of all of them together, above the list of them. */
export function ActionForAll({ action, isBusy }: ActionForAllProps) {
  if (action === null) return null;
  return (
    <div>
      <Button size="small" disabledFocusable={isBusy} onClick={isBusy ? undefined : action.act}>
        {action.label}
      </Button>
    </div>
  );
}
