import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ChoiceList, OpenList } from './choice-list.ts';

/** What Univer hands to the popup of a cell with a list. */
interface PopupProps {
  readonly popup: {
    readonly extraProps?: {
      readonly location: { readonly row: number; readonly col: number; readonly subUnitId: string };
      readonly options: readonly { readonly value: string }[];
      readonly defaultValue?: string;
      readonly hideFn: () => void;
    };
  };
}

/** A place of the sheet whose list is open. */
export interface ListPlace {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

interface PopupOptions {
  readonly list: ChoiceList;
  readonly take: (place: ListPlace, choice: string) => void;
  /** What is typed into the cell right now; undefined while it is not typed into. */
  readonly typed: () => string | undefined;
}

/** The list below a cell, in place of Univer's, which knows no keys. The keyboard stays with the cell. */
export function choicePopup({ list, take, typed }: PopupOptions) {
  return function ChoicePopup({ popup: { extraProps } }: PopupProps) {
    const { choices, marked } = useSyncExternalStore(list.subscribe, () => list.shown);
    const markedItem = useRef<HTMLLIElement>(null);
    useEffect(() => {
      if (extraProps === undefined) return undefined;
      const { location, options, defaultValue = '', hideFn } = extraProps;
      const place = { sheetId: location.subUnitId, row: location.row, column: location.col };
      const opened: OpenList = {
        choices: options.map(({ value }) => value),
        value: defaultValue,
        take: (choice) => take(place, choice),
        hide: hideFn,
      };
      list.open(opened, typed());
      return () => list.closed();
    }, [extraProps]);
    useEffect(() => {
      markedItem.current?.scrollIntoView({ block: 'nearest' });
    }, [marked]);
    if (choices.length === 0) return null;
    return (
      <>
        <ul className="list-choices" role="listbox" aria-label="Values of the list">
          {choices.map((choice, index) => (
            <li
              key={choice}
              ref={index === marked ? markedItem : undefined}
              role="option"
              aria-selected={index === marked}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => list.take(choice)}
            >
              {choice}
            </li>
          ))}
        </ul>
        <output className="spoken">{choices[marked]}</output>
      </>
    );
  };
}
