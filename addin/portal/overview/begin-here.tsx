import { Link, Text } from '@fluentui/react-components';
import { mayWrite } from '../../../shared/access/duties.ts';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { addressOfNewBook } from '../../workbench/kept/book-address.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

/** What a plan without a dollar in it needs next: for whoever fills it, the ways to do so. */
export function BeginHere({ program }: { readonly program: WireProgram }) {
  const shared = usePortalStyles();
  if (!mayWrite(program)) return <Text>No money stands in this plan yet.</Text>;
  return (
    <section className={shared.card} aria-label="Begin here">
      <Text weight="semibold">No money stands in this plan yet. Bring what you have:</Text>
      <ul className={shared.list}>
        <li>
          <ProgramLink page="workbooks/import">Import lists of your office</ProgramLink>, schools first, then sources,
          projects and their budget lines
        </li>
        <li>
          <ProgramLink page="workbooks">Return a workbook of the plan</ProgramLink> that was filled in elsewhere
        </li>
        <li>
          <Link href={addressOfNewBook(program.id)}>Type in the workbench</Link>, in this window and without Excel
        </li>
      </ul>
    </section>
  );
}
