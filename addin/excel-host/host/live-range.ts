import { type Area, sameArea } from '../book/area.ts';
import { shiftArea, type Shift } from '../book/shift.ts';
import { HostError } from './host-error.ts';

/** A range an add-in holds on to: it follows when cells are inserted or deleted, and can be lost with its cells. */
export class LiveRange {
  readonly sheetId: string;
  #area: Area | undefined;

  constructor(sheetId: string, area: Area) {
    this.sheetId = sheetId;
    this.#area = area;
  }

  get area(): Area {
    if (this.#area === undefined) {
      throw new HostError('InvalidReference', 'The cells of this range were deleted.');
    }
    return this.#area;
  }

  follow(sheetId: string, shift: Shift): void {
    if (this.#area === undefined || sheetId !== this.sheetId) return;
    const after = shiftArea(this.#area, shift);
    if (after === undefined || !sameArea(after, this.#area)) this.#area = after;
  }

  lose(sheetId: string): void {
    if (sheetId === this.sheetId) this.#area = undefined;
  }
}
