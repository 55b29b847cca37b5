import { Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { VerifiedState } from '../../../shared/protocol/verify.ts';
import { FigureBridge } from '../../views/totals/figure-bridge.tsx';
import type { PortalServer } from '../portal-server.ts';
import type { NamedCode } from '../row-calls.ts';
import { projectFigure } from '../projects/project-figure.ts';
import { CodeField } from '../views/code-field.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { amountSource } from '../views/with-explanation.tsx';

interface BridgeOfProjectProps {
  readonly server: PortalServer;
  readonly state: Pick<VerifiedState, 'program' | 'revision'>;
}

/** Why a project's budget is what the document says: chosen by its number, it is led back to the adopted plan. */
export function BridgeOfProject({ server, state: { program, revision } }: BridgeOfProjectProps) {
  const ask = useCallback(() => server.codesOf(program, 'projects', revision), [server, program, revision]);
  return (
    <PagePart heading="Why a budget is what it is">
      <PortalAnswer ask={ask} waiting="Looking up the projects…" failed="The projects couldn’t be read">
        {(projects) =>
          projects.length === 0 ? (
            <Text>The plan had no project at this revision.</Text>
          ) : (
            <Chosen {...{ server, program, revision, projects }} />
          )
        }
      </PortalAnswer>
    </PagePart>
  );
}

interface ChosenProps extends Pick<BridgeOfProjectProps, 'server'> {
  readonly program: string;
  readonly revision: number;
  readonly projects: readonly NamedCode[];
}

function Chosen({ server, program, revision, projects }: ChosenProps) {
  const [number, setNumber] = useState('');
  const source = useMemo(() => amountSource(server, program), [server, program]);
  const figure = useMemo(() => projectFigure(number, { revision, asOf: null }), [number, revision]);
  return (
    <>
      <CodeField label="Project" none="Choose one" choices={projects} value={number} onChoose={setNumber} />
      {number !== '' && <FigureBridge key={number} source={source} figure={figure} level={2} />}
    </>
  );
}
