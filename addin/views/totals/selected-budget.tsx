import { Button } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { useViewStyles } from '../view-styles.ts';
import { amountsOf } from './amounts-of.ts';
import type { ExplainedFigure } from './explained-figure.ts';
import { FigureBridge } from './figure-bridge.tsx';

export interface SelectedBudgetProps {
  readonly server: Pick<ServerClient, 'postings' | 'bridge' | 'baselines'>;
  readonly program: string;
  readonly revision: number;
  /** A budget line, or a project. */
  readonly part: { readonly line: string } | { readonly project: string };
  readonly onJump: (place: CellPlace) => void;
}

/** Why the budget of the selected row's line or project is what it is: since the adopted plan, step by step. */
export function SelectedBudget({ server, program, revision, part, onJump }: SelectedBudgetProps) {
  const shared = useViewStyles();
  const [isOpen, setOpen] = useState(false);
  const source = useMemo(() => amountsOf(server, program), [server, program]);
  const of = 'line' in part ? part.line : part.project;
  const key = 'line' in part ? 'line' : 'project';
  const figure = useMemo(
    (): ExplainedFigure => ({
      measure: 'current',
      label: 'Current Budget',
      of,
      part: { [key]: of },
      revision,
      asOf: null,
    }),
    [of, key, revision],
  );
  return (
    <div className={shared.column}>
      <Button size="small" style={{ alignSelf: 'flex-start' }} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide the budget’s history' : `Why is the budget of ${of} what it is?`}
      </Button>
      {isOpen && <FigureBridge {...{ source, figure, onJump }} level={2} />}
    </div>
  );
}
