import { Text, Title2, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { NavigationType, useNavigationType } from 'react-router';
import { usePortalStyles } from '../views/portal-styles.ts';
import { AppLink, ProgramLink } from './page-links.tsx';
import { MomentField } from './moment-field.tsx';
import { usePageContext } from './page-context.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '24px', minWidth: 0 },
  head: { display: 'flex', flexWrap: 'wrap', gap: '12px 24px', justifyContent: 'space-between', alignItems: 'start' },
  words: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  archived: {
    padding: '8px 12px',
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  crumbs: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    '& > li:not(:first-child)::before': { content: '"/"', padding: '0 8px' },
  },
});

interface PageFrameProps {
  /** Heading of the page and first part of its tab's title. */
  readonly heading: string;
  /** What the page is about, in a sentence. */
  readonly lead?: ReactNode;
  /** The page that this one belongs to, between the program and it. */
  readonly parent?: { readonly page: string; readonly label: string };
  /** False: nothing on the page goes by a day. */
  readonly hasDay?: boolean;
  /** False: what is on the page goes by a day alone. */
  readonly hasBaselines?: boolean;
  readonly children: ReactNode;
}

/**
 * What every page of a program has: where one is, one heading, the title of the tab and the day. Whoever comes here by a
 * link of the app finds the focus on the heading.
 */
export function PageFrame({ heading, lead, parent, hasDay = true, hasBaselines = true, children }: PageFrameProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { program, asked, onAsk, baselines } = usePageContext();
  const place = useHeadingFocus();
  const title = [...new Set([heading, program?.name ?? heading, 'SEP Sync'])].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div className={styles.words}>
          <nav aria-label="Where you are">
            <ol className={styles.crumbs}>
              <li>
                <AppLink to="/">Programs</AppLink>
              </li>
              {program !== null && program.name !== heading && (
                <li>
                  <ProgramLink page="">{program.name}</ProgramLink>
                </li>
              )}
              {parent !== undefined && (
                <li>
                  <ProgramLink page={parent.page}>{parent.label}</ProgramLink>
                </li>
              )}
            </ol>
          </nav>
          <h1 ref={place} tabIndex={-1} className={shared.heading}>
            <Title2>{heading}</Title2>
          </h1>
          {lead !== undefined && <Text className={shared.quiet}>{lead}</Text>}
        </div>
        {hasDay && program !== null && (
          <div data-print="hide">
            <MomentField moment={asked.moment} baselines={hasBaselines ? baselines : []} onChoose={onAsk} />
          </div>
        )}
      </div>
      {program?.archivedAt !== undefined && (
        <Text className={styles.archived}>
          This program has been archived since {program.archivedAt.slice(0, 10)}: it can be read, and nothing in it
          changes until an administrator of the server brings it back.
        </Text>
      )}
      {hasDay && asked.wrong !== null && (
        <Text>
          The address asks for “{asked.wrong.slice(0, 40)}”, which is neither a day nor a baseline. These are the
          figures of today.
        </Text>
      )}
      {children}
    </div>
  );
}

/** The heading that takes the focus when the page is come to, and the top of the page unless the browser goes back. */
function useHeadingFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  const { takesFocus } = usePageContext();
  const isNew = useNavigationType() === NavigationType.Push;
  const arrival = useRef({ takesFocus, isNew });
  useEffect(() => {
    if (!arrival.current.takesFocus) return;
    if (arrival.current.isNew) window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
