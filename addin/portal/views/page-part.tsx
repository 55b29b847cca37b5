import { Text } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { usePortalStyles } from './portal-styles.ts';

interface PagePartProps {
  readonly heading: string;
  readonly children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function PagePart({ heading, children }: PagePartProps) {
  const shared = usePortalStyles();
  const id = useId();
  return (
    <section className={shared.column} aria-labelledby={id}>
      <Text as="h2" id={id} size={500} weight="semibold" className={shared.heading}>
        {heading}
      </Text>
      {children}
    </section>
  );
}
