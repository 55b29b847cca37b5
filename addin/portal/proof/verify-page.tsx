import { Button, Field, Input, Label, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { PortalServer } from '../portal-server.ts';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { Verdict } from './verdict.tsx';

const useStyles = makeStyles({
  code: { maxWidth: '420px' },
  /** The button sits beside the field, not beside its label. */
  onOneLine: { alignItems: 'end' },
  file: {
    font: 'inherit',
    maxWidth: '100%',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
});

interface VerifyPageProps {
  readonly server: PortalServer;
  readonly isSignedIn: boolean;
  readonly takesFocus: boolean;
}

/** [AUD3] Is this what was given out? By the receipt on its pages or by the file, with a sign-in and without. */
export function VerifyPage({ server, isSignedIn, takesFocus }: VerifyPageProps) {
  const shared = usePortalStyles();
  return (
    <PageContext value={withoutProgram(takesFocus)}>
      <PageFrame
        heading="Verify a receipt or a file"
        lead="Every workbook, report and sync has a receipt, such as 148-7KQ2-M9XD-04TR-B6HV. It stands at the foot or head of each page."
        hasDay={false}
      >
        {!isSignedIn && (
          <Text className={shared.quiet}>
            Without a sign-in this page says only whether it is equal to what was given out.
          </Text>
        )}
        <ByReceipt server={server} isSignedIn={isSignedIn} />
        <ByFile server={server} isSignedIn={isSignedIn} />
      </PageFrame>
    </PageContext>
  );
}

type PartProps = Pick<VerifyPageProps, 'server' | 'isSignedIn'>;

/** The receipt stands in the address, so that it can be sent on and a link on a page leads here. */
function ByReceipt({ server, isSignedIn }: PartProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('receipt') ?? '';
  const [typing, setTyping] = useState({ asked, typed: asked });
  // Another address, by a link or the way back, has another receipt.
  const typed = typing.asked === asked ? typing.typed : asked;
  return (
    <PagePart heading="By its receipt">
      <form
        className={mergeClasses(shared.row, styles.onOneLine)}
        onSubmit={(event) => {
          event.preventDefault();
          setParameters({ receipt: typed.trim() }, { replace: true });
        }}
      >
        <Field label="Receipt" className={styles.code}>
          <Input value={typed} maxLength={80} onChange={(_, { value }) => setTyping({ asked, typed: value })} />
        </Field>
        <Button type="submit" appearance="primary" disabled={typed.trim() === ''}>
          Verify receipt
        </Button>
      </form>
      {/* Who has signed in meanwhile is told more. */}
      {asked !== '' && <ReceiptVerdict key={`${asked} ${isSignedIn}`} server={server} receipt={asked} />}
    </PagePart>
  );
}

function ReceiptVerdict({ server, receipt }: Pick<VerifyPageProps, 'server'> & { readonly receipt: string }) {
  const ask = useCallback(() => server.proof.verifyReceipt(receipt), [server, receipt]);
  return (
    <div aria-live="polite">
      <PortalAnswer ask={ask} waiting="Comparing…" failed="The receipt couldn’t be verified">
        {(reply) => <Verdict server={server} reply={reply} of="receipt" />}
      </PortalAnswer>
    </div>
  );
}

function ByFile({ server, isSignedIn }: PartProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  return (
    <PagePart heading="By the file">
      <div className={shared.tight}>
        <Label htmlFor={id}>Workbook, PDF or Word document</Label>
        <input
          id={id}
          type="file"
          className={styles.file}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen !== undefined) setFile(chosen);
          }}
        />
        <Text className={shared.quiet}>It is compared and not kept.</Text>
      </div>
      {file !== null && <FileVerdict key={String(isSignedIn)} server={server} file={file} />}
    </PagePart>
  );
}

function FileVerdict({ server, file }: Pick<VerifyPageProps, 'server'> & { readonly file: File }) {
  const ask = useCallback(() => server.proof.verifyFile(file), [server, file]);
  return (
    <div aria-live="polite">
      <PortalAnswer ask={ask} waiting="Comparing…" failed="The file couldn’t be verified">
        {(reply) => <Verdict server={server} reply={reply} of="file" />}
      </PortalAnswer>
    </div>
  );
}
