import { Field, Select } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { PortalServer } from '../portal-server.ts';
import { TokenDesk, type MakeIt } from '../reports/token-desk.tsx';
import { MakeToken } from '../reports/token-forms.tsx';
import type { Programs } from '../shell/use-programs.ts';

interface OwnTokensProps {
  readonly server: PortalServer;
  readonly programs: Programs;
}

/** One's own reading tokens of all programs. */
export function OwnTokensPart({ server, programs }: OwnTokensProps) {
  const ask = useCallback(() => server.account.tokens(), [server]);
  return (
    <TokenDesk
      heading="Reading tokens"
      note="Excel, Power BI and scripts show a token instead of your password. Each reads the tables of one program, as you may, and nothing else."
      ask={ask}
      revoke={({ program, id }) => server.revokeAccessToken(program, id)}
      caption="Your reading tokens"
      none="You have no reading token yet."
      columns={[{ label: 'Reads', of: ({ programName }) => programName }]}
      renderForm={(makeIt) => <MakeOwnToken server={server} programs={programs} makeIt={makeIt} />}
    />
  );
}

function MakeOwnToken({ server, programs, makeIt }: OwnTokensProps & { readonly makeIt: MakeIt }) {
  const open = programs.answer?.ok === true ? programs.answer.value : [];
  const [chosen, setChosen] = useState<string | null>(null);
  const program = open.find(({ id }) => id === chosen) ?? open[0];
  if (program === undefined) return null;
  return (
    <>
      <Field label="Program that it reads">
        <Select value={program.id} onChange={(_, { value }) => setChosen(value)}>
          {open.map(({ id, name, district }) => (
            <option key={id} value={id}>
              {name}, {district}
            </option>
          ))}
        </Select>
      </Field>
      <MakeToken make={(wanted) => makeIt(server.makeAccessToken(program.id, wanted))} />
    </>
  );
}
