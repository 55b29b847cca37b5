import { Text } from '@fluentui/react-components';
import { useId, type ReactNode, type Ref } from 'react';
import { usePortalStyles } from './portal-styles.ts';

interface PagePartProps {
  readonly heading: string;
  /** Where the focus can go when what had it is gone. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function PagePart({ heading, headingRef, children }: PagePartProps) {
  const shared = usePortalStyles();
  const id = useId();
  return (
    <section className={shared.column} aria-labelledby={id}>
      <h2 ref={headingRef} id={id} tabIndex={-1} className={shared.heading}>
        <Text size={500} weight="semibold">
          {heading}
        </Text>
      </h2>
      {children}
    </section>
  );
}
