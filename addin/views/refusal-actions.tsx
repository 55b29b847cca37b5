import { Button } from '@fluentui/react-components';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { CellPlace, RowOrCellPlace } from '../../shared/tables/cell.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';

/** A further way out of a refusal, such as starting a request for what may not be changed directly. */
export interface RefusalAction {
  readonly label: string;
  readonly act: () => void;
}

interface RefusalActionsProps {
  readonly refusal: OpenRefusal;
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
  /** Gives up what was typed for what the plan holds. */
  readonly onPutBack: (place: RowOrCellPlace) => void;
  /** Ways that depend on what was refused; only those that lead somewhere. */
  readonly further?: readonly RefusalAction[] | undefined;
}

/** [FB4] The ways out of a refusal that are there for each. */
export function RefusalActions({ refusal, isBusy, onJump, onPutBack, further = [] }: RefusalActionsProps) {
  const { table, row, column, isNewRow } = refusal;
  const jump = (): void => onJump({ table, row, column: column ?? tableNamed(table).key[0] ?? '' });
  return (
    <>
      <Button size="small" onClick={jump}>
        Go to cell
      </Button>
      {isNewRow !== true && (
        <Button
          size="small"
          disabledFocusable={isBusy}
          onClick={isBusy ? undefined : () => onPutBack({ table, row, column })}
        >
          {column === null ? 'Put back the plan’s row' : 'Put back the plan’s value'}
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
