import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { AmountSource } from '../../views/totals/amount-source.ts';
import { FigureExplanation } from '../../views/totals/figure-explanation.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import type { PostingsQuery } from '../../sync/server/server-client.ts';
import { wordsOfPortalProblem, type PortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { useLeaveOnce } from './use-leave-once.ts';
import { figureIn } from './figure-address.ts';
import { FigureOfDay } from './figure-of-day.tsx';
import { withFigure, withoutFigure, type AddressedFigure } from './with-figure.ts';

/** Shows what a figure is made of; `pressed` gets the focus back afterwards. */
export type Explain = (figure: AddressedFigure, pressed: HTMLElement) => void;

/** Stands in the browser's history beside a figure that was pressed: the page before it is that of the figures. */
const FROM_FIGURES = 'fromFigures';

function isFromFigures(state: unknown): boolean {
  return typeof state === 'object' && state !== null && FROM_FIGURES in state;
}

interface WithExplanationProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  readonly children: (explain: Explain) => ReactNode;
}

/**
 * Figures that can be pressed: what one is made of takes their place until the person comes back. The address names the
 * figure, so that it can be sent on, and the browser's own way back leads to the figures.
 */
export function WithExplanation({ server, program, children }: WithExplanationProps) {
  const source = useMemo(() => amountSource(server, program), [server, program]);
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation();
  const leaveOnce = useLeaveOnce();
  const names = useCodeNames();
  const figure = useMemo(() => figureIn(query, names), [query, names]);
  const [pressed, setPressed] = useState<HTMLElement | null>(null);
  const isOpen = figure !== null;
  useEffect(() => {
    // It takes the focus only once it can be seen again, and from nobody who is at something else.
    if (!isOpen && document.activeElement === document.body) pressed?.focus();
  }, [isOpen, pressed]);
  const explain: Explain = (asked, element) =>
    leaveOnce(() => {
      setPressed(element);
      setQuery((before) => withFigure(before, asked), { state: { [FROM_FIGURES]: true } });
    });
  const close = (): void =>
    leaveOnce(() => {
      // Whoever came by the address has no page before this one to go back to.
      if (isFromFigures(state)) void navigate(-1);
      else setQuery(withoutFigure, { replace: true });
    });
  const back = figure?.since === undefined ? 'Back to the totals' : 'Back to what moved';
  const explanation = figure !== null && (
    <FigureExplanation
      key={withFigure(new URLSearchParams(), figure).toString()}
      {...{ source, figure, back }}
      level={2}
      shows={figure.since === undefined ? 'made' : 'changed'}
      onBack={close}
    />
  );
  // Beside a figure that was pressed stood what is to be said of its day.
  const day = figure === null || isFromFigures(state) ? null : figure.asOf;
  return (
    <>
      {figure === null || day === null ? (
        explanation
      ) : (
        <FigureOfDay {...{ server, program, back }} revision={figure.revision} asOf={day} onBack={close}>
          {explanation}
        </FigureOfDay>
      )}
      {/* The figures stay where they are, so that the way back leads to the one that was pressed. */}
      <div hidden={isOpen}>{children(explain)}</div>
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
