import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';
import { AppLink } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import { programPages } from '../shell/program-pages.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { OpenWorkbook } from './open-workbook.tsx';
import { programFacts } from './program-facts.ts';

const useStyles = makeStyles({
  name: { fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold },
  pages: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: '4px 20px' },
});

interface ProgramCardProps {
  readonly program: WireProgram;
  /** The person's workbook of it in this browser; undefined: there is none. */
  readonly workbook: KeptBook | undefined;
}

/** One program and the ways into it. */
export function ProgramCard({ program, workbook }: ProgramCardProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const nameId = useId();
  return (
    <article className={shared.card} aria-labelledby={nameId}>
      <div className={shared.tight}>
        <h2 id={nameId} className={`${shared.heading} ${styles.name}`}>
          <AppLink to={programAddress(program.id, '')}>{program.name}</AppLink>
        </h2>
        <Text className={shared.quiet}>{programFacts(program)}</Text>
      </div>
      <ul className={styles.pages} aria-label={`Pages of ${program.name}`}>
        {programPages.map(({ path, label }) => (
          <li key={path}>
            <AppLink to={programAddress(program.id, path)}>{label}</AppLink>
          </li>
        ))}
      </ul>
      <OpenWorkbook program={program.id} workbook={workbook} />
    </article>
  );
}
