import { Text } from '@fluentui/react-components';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { FactList } from '../views/fact-list.tsx';
import { PagePart } from '../views/page-part.tsx';
import { decisionWho } from '../overview/decision-words.ts';
import { changePage } from './change-address.ts';

/** What the change says of itself, how it stands, and what it belongs to. */
export function ChangeFacts({ view }: { readonly view: ChangeView }) {
  const names = useCodeNames();
  const { change, waitsFor, reverses, reversedBy, moved, net } = view;
  const person = (id: string | null): string => (id === null ? '' : withName(names, 'people', id));
  return (
    <PagePart heading={change.title}>
      <Text>{change.reason}</Text>
      <FactList
        facts={[
          { label: 'Status', value: `${change.status}${waitsFor === null ? '' : `, waits for ${whoWords(waitsFor)}`}` },
          { label: 'Type', value: change.type },
          { label: 'Moves', value: `${formatMoney(moved)}${net === 0 ? '' : `, in all ${formatMoney(net)} more`}` },
          { label: 'Requested by', value: person(change.requestedBy) },
          { label: 'Submitted', value: change.submittedOn ?? '' },
          { label: 'Approved by', value: person(change.approvedBy) },
          { label: 'Counts from', value: change.effectiveDate ?? '' },
          { label: 'Board report', value: change.reportNumber ?? '' },
          { label: 'Board date', value: change.boardDate ?? '' },
          { label: 'Resolution', value: change.resolutionNumber ?? '' },
          { label: 'Reverses', value: reverses === null ? '' : <LinkTo number={reverses} /> },
          { label: 'Reversed by', value: reversedBy === null ? '' : <LinkTo number={reversedBy} /> },
        ]}
      />
    </PagePart>
  );
}

function LinkTo({ number }: { readonly number: string }) {
  return <ProgramLink page={changePage(number)}>{number}</ProgramLink>;
}

/** "finance: Félix Ibarra", "the Board; recorded by Félix Ibarra" */
function whoWords({ who, duty, people }: NonNullable<ChangeView['waitsFor']>): string {
  if (people === undefined) return who;
  const named = decisionWho({ people, who });
  if (people.length === 0) return duty === 'recordBoardActs' ? who : named;
  return duty === 'recordBoardActs' ? `${who}; recorded by ${named}` : `${who}: ${named}`;
}
