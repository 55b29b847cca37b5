import { Button, Text } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { WireGivenLink } from '../../../shared/protocol/password-links.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { TextToCopy } from '../views/text-to-copy.tsx';

interface GivenLinkProps {
  readonly given: WireGivenLink;
  /** Whose account it opens. */
  readonly name: string;
  readonly onDone: () => void;
}

/** A link by which somebody sets a password: shown this once, or mailed. It takes the focus. */
export function GivenLink({ given, name, onDone }: GivenLinkProps) {
  const shared = usePortalStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const until = `${given.expiresAt.slice(0, 10)} ${given.expiresAt.slice(11, 16)} UTC`;
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={`The link for ${name}`} className={shared.card}>
      {given.link === null ? (
        <Text>
          The link was mailed to {given.mailedTo}. It works once, until {until}.
        </Text>
      ) : (
        <>
          <Text weight="semibold">Hand this link to {name}. It is shown this once.</Text>
          <TextToCopy label="Link" text={given.link} />
          <Text className={shared.quiet}>
            It works once, until {until}. Whoever has it can take the account, so send it to nobody else.
          </Text>
        </>
      )}
      <div className={shared.row}>
        <Button appearance="primary" onClick={onDone}>
          {given.link === null ? 'Done' : 'I have copied it'}
        </Button>
      </div>
    </div>
  );
}
