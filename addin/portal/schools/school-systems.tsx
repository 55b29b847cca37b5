import { Text } from '@fluentui/react-components';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { DataTable } from '../views/data-table.tsx';
import { StandingMark } from '../../components/standing-mark.tsx';
import { ageWords } from './age-words.ts';

type System = SiteReply['systems'][number];

/** What is in service at the school, and how old it is. */
export function SchoolSystems({ systems }: { readonly systems: readonly System[] }) {
  if (systems.length === 0) return <Text>The inventory has no system at this site.</Text>;
  return (
    <DataTable
      caption="Systems in service"
      columns={['System', 'How many', 'Installed', 'Age', 'Supported until', 'Condition'].map((label) => ({ label }))}
      rows={systems.map((system) => ({
        id: `${system.system} ${system.sequence}`,
        cells: [
          [system.name, system.generation].filter((text) => text !== null).join(', '),
          quantityWords(system),
          system.installedDate ?? '',
          system.isOverdue ? (
            <StandingMark
              key="age"
              standing="late"
              words={`${ageWords(system.age, system.usefulLife)}, due for replacement`}
            />
          ) : (
            ageWords(system.age, system.usefulLife)
          ),
          system.endOfSupport ?? '',
          system.condition ?? '',
        ],
      }))}
    />
  );
}

function quantityWords({ quantity, unit }: System): string {
  return quantity === null ? '' : [quantity.toLocaleString('en-US'), unit ?? ''].join(' ').trim();
}
