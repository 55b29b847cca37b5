import { FluentProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished } from 'vitest';
import { galleryStates } from '../../../test/browser/gallery/gallery-states.ts';
import { scriptedServices } from '../../../test/browser/gallery/scripted-services.ts';
import { patient } from '../../../test/patience.ts';
import { OfflineContext } from '../../components/offline-context.ts';
import { paneTheme } from '../../components/pane-theme.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';
import { useSyncState } from '../use-sync-state.ts';

/** Plenty for what is all in memory, on a machine as busy as it is by then. */
const wait = () => ({ timeout: patient(20_000) });

type Services = ReturnType<typeof scriptedServices>;

/** What stands on the page in memory, as a person or a screen reader meets it. */
export interface Shown {
  /** Everything that can be read. */
  text(): string;
  /** Names of the buttons, in order. */
  buttons(): readonly string[];
  /** Waits until this can be read, or can no longer. */
  says(text: string): Promise<void>;
  isSilentAbout(text: string): Promise<void>;
  /** Presses a button, link, tick or radio button by its name, once it can be used. */
  press(name: string): Promise<void>;
  /** Sets a field by its label, as typing or choosing does. */
  fill(label: string, value: string): Promise<void>;
  /** Draws again, with other surroundings. */
  become(around: { readonly isOffline: boolean }): void;
}

export interface ShownView extends Shown {
  readonly services: Services;
  /** What the services were asked for, in order. */
  readonly calls: readonly string[];
}

/** Draws a view of the pane whose services hold a state of the gallery, until the test has ended. */
export function showView(name: string, draw: (services: Services, state: SyncState) => ReactNode): ShownView {
  const entry = galleryStates[name];
  if (entry === undefined) throw new Error(`There is no state ${name}.`);
  const calls: string[] = [];
  const services = scriptedServices(entry, (call) => calls.push(call));
  function View() {
    return draw(services, useSyncState(services.session));
  }
  return { services, calls, ...showOnPage(() => <View />) };
}

/** Draws on the page until the test has ended. */
export function showOnPage(draw: () => ReactNode): Shown {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    document.body.replaceChildren();
  });
  const become = ({ isOffline }: { readonly isOffline: boolean }): void =>
    root.render(
      <FluentProvider theme={paneTheme(false)}>
        <OfflineContext value={isOffline}>{draw()}</OfflineContext>
      </FluentProvider>,
    );
  become({ isOffline: false });
  const text = (): string => document.body.textContent ?? '';
  return {
    text,
    buttons: () => [...document.querySelectorAll('button')].map(nameOf),
    says: async (wanted) => {
      await expect.poll(text, wait()).toContain(wanted);
    },
    isSilentAbout: async (unwanted) => {
      await expect.poll(text, wait()).not.toContain(unwanted);
    },
    press: async (wanted) => {
      (await found(() => usable(wanted), wanted)).click();
      await drawn();
    },
    fill: async (label, value) => {
      const field = await found(() => fieldOf(label), label);
      // React follows what a field holds by its own setter, so this one goes around it.
      Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
      await drawn();
    },
    become,
  };
}

/** Lets React draw what an event has changed, and its effects follow, before the next one comes. */
async function drawn(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function found<T>(look: () => T | undefined, what: string): Promise<T> {
  await expect.poll(() => look() !== undefined, { ...wait(), message: `there is: ${what}` }).toBe(true);
  const thing = look();
  if (thing === undefined) throw new Error(`Gone again: ${what}.`);
  return thing;
}

function nameOf(element: Element): string {
  const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`);
  return element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '';
}

function usable(name: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>('button, a, summary, input, [role=radio], [role=tab]');
  return [...all].find((each) => nameOf(each) === name && !each.matches(':disabled, [aria-disabled=true]'));
}

function fieldOf(label: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>('input, select, textarea');
  return [...all].find((each) => nameOf(each).replace(/\*$/, '') === label);
}
