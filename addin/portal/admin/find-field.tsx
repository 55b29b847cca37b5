import { Field, Input } from '@fluentui/react-components';
import { useSearchParams } from 'react-router';
import { withParameter } from '../views/with-parameter.ts';

/** What is looked for stands in the address, so that it can be sent on. */
export function useFind(): readonly [string, (text: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const find = parameters.get('find') ?? '';
  return [find, (text) => setParameters((before) => withParameter(before, 'find', text), { replace: true })];
}

interface FindFieldProps {
  readonly label: string;
  readonly find: string;
  readonly onFind: (text: string) => void;
}

export function FindField({ label, find, onFind }: FindFieldProps) {
  return (
    <Field label={label}>
      <Input type="search" value={find} maxLength={100} onChange={(_, { value }) => onFind(value)} />
    </Field>
  );
}
