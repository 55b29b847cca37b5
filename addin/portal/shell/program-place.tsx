import { Spinner, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useHref, useLinkClickHandler, useLocation, useParams } from 'react-router';
import type { ListedProgram } from '../../../shared/protocol/people.ts';
import { CodeNamesContext } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PortalTalk } from '../questions/portal-talk-place.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalNames } from '../views/use-portal-names.ts';
import { NoPage } from './no-page.tsx';
import { PageContext, type PageContextValue } from './page-context.ts';
import { programAddress } from './program-address.ts';
import type { ProgramPage } from './program-page.ts';
import { programPages } from './program-pages.ts';
import { useAddressMoment } from './use-address-moment.ts';
import { useBaselines } from './use-baselines.ts';
import type { Programs } from './use-programs.ts';

const WIDE = '@media (min-width: 1100px)';

const useStyles = makeStyles({
  place: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '20px 40px',
    [WIDE]: { gridTemplateColumns: '150px minmax(0, 1fr)' },
  },
  pages: {
    listStyleType: 'none',
    margin: 0,
    padding: '0 0 8px',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [WIDE]: {
      flexDirection: 'column',
      position: 'sticky',
      top: '20px',
      borderBottom: '0',
      padding: 0,
    },
  },
  link: {
    display: 'block',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
    ':hover': { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    // Contrast themes paint over backgrounds.
    '@media (forced-colors: active)': { outline: '1px solid' },
  },
});

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
  const styles = useStyles();
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
  return (
    <PageContext value={context}>
      <CodeNamesContext value={names}>
        <div className={styles.place}>
          <nav aria-label="Pages of the program">
            <ul className={styles.pages}>
              {programPages.map((each) => (
                <li key={each.path}>
                  <PageTab
                    page={each}
                    address={programAddress(program.id, each.path, asked.moment)}
                    isCurrent={each === known}
                  />
                </li>
              ))}
            </ul>
          </nav>
          {Shown === undefined ? (
            <NoPage heading="There is no page here">
              <Text>The address may be cut off. The pages of {program.name} stand beside.</Text>
            </NoPage>
          ) : (
            <PortalTalk server={server} program={program.id}>
              <Shown key={pathname} {...{ server, program, item, onChanged }} moment={asked.moment} />
            </PortalTalk>
          )}
        </div>
      </CodeNamesContext>
    </PageContext>
  );
}

interface PageTabProps {
  readonly page: ProgramPage;
  readonly address: string;
  readonly isCurrent: boolean;
}

function PageTab({ page, address, isCurrent }: PageTabProps) {
  const styles = useStyles();
  const href = useHref(address);
  const open = useLinkClickHandler(address);
  return (
    <a
      href={href}
      className={mergeClasses(styles.link, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={open}
      onPointerEnter={page.page.fetchAhead}
    >
      {page.label}
    </a>
  );
}
