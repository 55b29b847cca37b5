import { useMemo, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { AmountSource } from '../../views/totals/amount-source.ts';
import type { ExplainedFigure } from '../../views/totals/explained-figure.ts';
import { FigureExplanation } from '../../views/totals/figure-explanation.tsx';
import type { PostingsQuery } from '../../sync/server/server-client.ts';
import { wordsOfPortalProblem, type PortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

/** Shows what a figure is made of; `pressed` gets the focus back afterwards. */
export type Explain = (figure: ExplainedFigure, pressed: HTMLElement) => void;

interface WithExplanationProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  readonly children: (explain: Explain) => ReactNode;
}

/** Figures that can be pressed: what one is made of takes their place until the person comes back. */
export function WithExplanation({ server, program, children }: WithExplanationProps) {
  const source = useMemo(() => amountSource(server, program), [server, program]);
  const [open, setOpen] = useState<{ readonly figure: ExplainedFigure; readonly pressed: HTMLElement } | null>(null);
  return (
    <>
      {open !== null && (
        <FigureExplanation
          source={source}
          figure={open.figure}
          level={2}
          {...(open.figure.since === undefined ? {} : { shows: 'changed', back: 'Back to what moved' })}
          onBack={() => {
            // What was pressed takes the focus only once it can be seen again.
            flushSync(() => setOpen(null));
            open.pressed.focus();
          }}
        />
      )}
      {/* The figures stay where they are, so that the way back leads to the one that was pressed. */}
      <div hidden={open !== null}>{children((figure, pressed) => setOpen({ figure, pressed }))}</div>
    </>
  );
}

/** The amounts of a program's figures as the web app has them. */
export function amountSource(server: PortalServer, program: string): AmountSource<PortalProblem> {
  return {
    postings: (query: PostingsQuery) => server.postings(program, query),
    bridge: (query) => server.bridge(program, query),
    baselines: () => server.baselines(program),
    words: (problem) => wordsOfPortalProblem(problem, 'The amounts couldn’t be read', 'The plan is as it was.'),
  };
}
