import { Field, Select, Text, Title3 } from '@fluentui/react-components';
import { useState } from 'react';
import { isTableName, tables, type TableName } from '../../../shared/tables/all-tables.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { TextToCopy } from '../views/text-to-copy.tsx';
import { AccessTokens } from './access-tokens.tsx';
import { odataAddress, powerQueryText, tableAddress } from './feed-addresses.ts';

/** How other programs read the plan: a person's tokens for it, and the addresses. */
export function FeedsPage({ server, program }: ProgramPageProps) {
  const shared = usePortalStyles();
  const [table, setTable] = useState<TableName>('budgetLines');
  const place = { server: server.address, program: program.id };
  return (
    <PageFrame
      heading="Feeds"
      lead="The plan’s tables in Excel, Power BI and other programs, refreshed from here. They read the plan and can’t change it."
      parent={{ page: 'reports', label: 'Reports' }}
      hasDay={false}
    >
      <AccessTokens server={server} program={program.id} />
      <section className={shared.column} aria-labelledby="odata">
        <h2 id="odata" className={shared.heading}>
          <Title3>Excel and Power BI</Title3>
        </h2>
        <ol className={shared.list}>
          <li>Data, Get Data, From Other Sources, From OData Feed.</li>
          <li>The address below.</li>
          <li>When asked how to sign in: Basic, any user name, and the token as the password.</li>
        </ol>
        <TextToCopy label="OData address" text={odataAddress(place)} />
      </section>
      <section className={shared.column} aria-labelledby="one-table">
        <h2 id="one-table" className={shared.heading}>
          <Title3>One table</Title3>
        </h2>
        <div className={shared.row}>
          <Field label="Table">
            <Select value={table} onChange={(_, { value }) => isTableName(value) && setTable(value)}>
              {tables.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <TextToCopy label="For Power Query’s advanced editor" text={powerQueryText(place, table)} />
        <TextToCopy label="CSV address" text={tableAddress(place, table, 'csv')} />
        <TextToCopy label="JSON address" text={tableAddress(place, table, 'json')} />
        <Text className={shared.quiet}>CSV and JSON are asked for with the same token, in the same way.</Text>
      </section>
    </PageFrame>
  );
}
