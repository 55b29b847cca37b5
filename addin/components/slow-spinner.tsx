import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

const SHOW_AFTER_MS = 1_000;

/** Says what is going on, once it takes more than a second: a shorter wait would only flicker. */
export function SlowSpinner({ label }: { readonly label: string }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSlow ? <Spinner size="tiny" label={label} /> : null;
}
