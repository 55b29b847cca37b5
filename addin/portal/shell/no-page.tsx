import type { ReactNode } from 'react';
import { Text } from '@fluentui/react-components';
import { PageFrame } from './page-frame.tsx';

interface NoPageProps {
  readonly heading: string;
  readonly children: ReactNode;
}

/** An address that leads nowhere, in words, with the way back. */
export function NoPage({ heading, children }: NoPageProps) {
  return (
    <PageFrame heading={heading} hasDay={false}>
      <Text>{children}</Text>
    </PageFrame>
  );
}
