import { Spinner, Text } from '@fluentui/react-components';
import { useLocation, useParams } from 'react-router';
import type { ListedProgram } from '../../../shared/protocol/people.ts';
import { CodeNamesContext } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PortalTalk } from '../questions/portal-talk-place.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalNames } from '../views/use-portal-names.ts';
import { NoPage } from './no-page.tsx';
import { PageContext, type PageContextValue } from './page-context.ts';
import { PageTabs } from './page-tabs.tsx';
import { programAddress } from './program-address.ts';
import { programPages } from './program-pages.ts';
import { useAddressMoment } from './use-address-moment.ts';
import { useBaselines } from './use-baselines.ts';
import type { Programs } from './use-programs.ts';

interface ProgramPlaceProps {
  readonly server: PortalServer;
  readonly programs: Programs;
  readonly takesFocus: boolean;
}

/** A program's pages: finds program and page by the address, and says so in words where there is none. */
export function ProgramPlace({ server, programs, takesFocus }: ProgramPlaceProps) {
  const { program: id = '' } = useParams();
  const { answer } = programs;
  if (answer === null) return <Spinner size="small" label="Looking for the program…" labelPosition="after" />;
  if (!answer.ok) {
    return (
      <ProblemBar
        words={wordsOfPortalProblem(answer.problem, 'The program couldn’t be read', 'Nothing was changed.')}
        onRetry={programs.askAgain}
      />
    );
  }
  const program = answer.value.find((each) => each.id === id);
  if (program === undefined) {
    return (
      <NoPage heading="This program isn’t open to you">
        There is no program “{id.slice(0, 60)}” among yours. Ask who sent you the address, or your administrator, to
        open it to you.
      </NoPage>
    );
  }
  return <Pages {...{ server, program, takesFocus }} onChanged={programs.look} />;
}

interface PagesProps {
  readonly server: PortalServer;
  readonly program: ListedProgram;
  readonly takesFocus: boolean;
  readonly onChanged: () => void;
}

function Pages({ server, program, takesFocus, onChanged }: PagesProps) {
  const [asked, onAsk] = useAddressMoment();
  const baselines = useBaselines(server, program.id);
  const names = usePortalNames(server, program, true);
  const { pathname } = useLocation();
  const { '*': rest = '' } = useParams();
  const [path = '', item = null, ...further] = rest.split('/').filter((part) => part !== '');
  const known = programPages.find((each) => each.path === path);
  const listed = item === null ? known?.page.View : known?.itemPage?.View;
  // What stands below a thing is nothing's address, and is not shown as the thing's.
  const Shown = further.length > 0 ? undefined : listed;
  const context: PageContextValue = { program, asked, onAsk, baselines, takesFocus };
  const tabs = programPages.map((each) => ({
    label: each.label,
    address: programAddress(program.id, each.path, asked.moment),
    isCurrent: each === known,
    fetchAhead: each.page.fetchAhead,
  }));
  return (
    <PageContext value={context}>
      <CodeNamesContext value={names}>
        <PageTabs label="Pages of the program" tabs={tabs}>
          {Shown === undefined ? (
            <NoPage heading="There is no page here">
              <Text>The address may be cut off. The pages of {program.name} stand beside.</Text>
            </NoPage>
          ) : (
            <PortalTalk server={server} program={program.id}>
              <Shown key={pathname} {...{ server, program, item, onChanged }} moment={asked.moment} />
            </PortalTalk>
          )}
        </PageTabs>
      </CodeNamesContext>
    </PageContext>
  );
}
