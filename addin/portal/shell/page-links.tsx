import { Button, Link, type ButtonProps } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';
import { usePageContext } from './page-context.ts';
import { programAddress } from './program-address.ts';

interface LinkProps {
  /** Address within the app. */
  readonly to: string;
  readonly children: ReactNode;
}

/** A link to a page of the app, which opens without loading the app anew. */
export function AppLink({ to, children }: LinkProps) {
  const href = useHref(to);
  const open = useLinkClickHandler(to);
  return (
    <Link href={href} onClick={open}>
      {children}
    </Link>
  );
}

interface ProgramLinkProps {
  /** Path of the page below the program, such as "schools/0417". */
  readonly page: string;
  readonly children: ReactNode;
}

/** A link to another page of the program that is looked at, of the same moment. */
export function ProgramLink({ page, children }: ProgramLinkProps) {
  const { program, asked } = usePageContext();
  return <AppLink to={programAddress(program?.id ?? '', page, asked.moment)}>{children}</AppLink>;
}

interface LinkButtonProps extends LinkProps {
  readonly appearance?: ButtonProps['appearance'];
  readonly icon?: ReactElement;
}

/** A link to a page of the app that looks like a button. */
export function LinkButton({ to, children, appearance = 'secondary', icon }: LinkButtonProps) {
  const href = useHref(to);
  const open = useLinkClickHandler(to);
  return (
    <Button as="a" href={href} appearance={appearance} {...(icon === undefined ? {} : { icon })} onClick={open}>
      {children}
    </Button>
  );
}
