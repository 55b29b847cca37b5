import { Button, MessageBar, MessageBarBody, Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  place: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '& > summary': { padding: '10px 0', cursor: 'pointer', fontWeight: tokens.fontWeightSemibold },
    '& > ol': { margin: '0 0 16px', paddingLeft: '24px', overflowWrap: 'anywhere' },
  },
  last: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  start: { alignSelf: 'flex-start' },
});

interface InstallPlace {
  readonly name: string;
  readonly steps: readonly ReactNode[];
}

const places: readonly InstallPlace[] = [
  {
    name: 'Everybody in the district, by an administrator',
    steps: [
      'Open the Microsoft 365 admin center: Settings, Integrated apps, Upload custom apps.',
      'Choose Office Add-in and upload the manifest.',
      'Choose who gets it and deploy. It appears in Excel within a day.',
    ],
  },
  {
    name: 'Excel on the web, for yourself',
    steps: ['Open a workbook. Home, Add-ins, More Add-ins, My Add-ins, Upload My Add-in.', 'Choose the manifest.'],
  },
  {
    name: 'Windows, for yourself',
    steps: [
      'Put the manifest into a shared folder, such as \\\\server\\add-ins.',
      'In Excel: File, Options, Trust Center, Trust Center Settings, Trusted Add-in Catalogs. Add the folder’s address and tick Show in Menu.',
      'Restart Excel. Home, Add-ins, More Add-ins, Shared Folder, SEP Sync.',
    ],
  },
  {
    name: 'Mac, for yourself',
    steps: [
      <>
        Copy the manifest into <code>~/Library/Containers/com.microsoft.Excel/Data/Documents/wef</code>. Make the folder{' '}
        <code>wef</code> if it is missing.
      </>,
      'Restart Excel. Home, Add-ins, SEP Sync.',
    ],
  },
];

/** How the pane gets into Excel: the manifest, and the steps for each place. */
export function InstallSteps({ publicUrl }: { readonly publicUrl: string }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-labelledby="install">
      <Title3 as="h2" id="install" className={shared.heading}>
        Install in Excel
      </Title3>
      <Text>
        The manifest tells Excel where to find the pane. Afterwards <b>Open plan</b>, <b>Sync now</b> and <b>Review</b>{' '}
        are on the Home tab. Excel 2021 or newer, Microsoft 365 on Windows or Mac, or Excel on the web.
      </Text>
      {!publicUrl.startsWith('https:') && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Excel opens add-ins only from https addresses, and this server runs without HTTPS. Its administrator sets{' '}
            <code>PUBLIC_URL</code> to the address of an HTTPS proxy, or <code>TLS_CERT</code> and <code>TLS_KEY</code>.
            The workbench works as it is.
          </MessageBarBody>
        </MessageBar>
      )}
      <Button as="a" href="/manifest.xml" download icon={<ArrowDownloadRegular />} className={styles.start}>
        Download the manifest
      </Button>
      <div>
        {places.map(({ name, steps }, index) => (
          <details key={name} className={index === places.length - 1 ? `${styles.place} ${styles.last}` : styles.place}>
            <summary>{name}</summary>
            <ol>
              {steps.map((step, number) => (
                // The steps never change their order.
                <li key={number}>{step}</li>
              ))}
            </ol>
          </details>
        ))}
      </div>
    </section>
  );
}
