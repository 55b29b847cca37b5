import { BehaviorSubject, Subject } from 'rxjs';
import { beforeEach, expect, test } from 'vitest';
import { type DrawnUnit, UnitDrawing } from './draw-when-dirty.ts';

/** A unit whose frames come when the test says so, as the screen's do. */
class Screen implements DrawnUnit {
  readonly activated$ = new BehaviorSubject(true);
  isDirty = false;
  drawn = 0;
  /** How many more times drawing leaves something to draw. */
  leavesDirty = 0;
  readonly #tasks = new Set<() => void>();
  readonly #endFrame = new Subject<number>();
  readonly engine: DrawnUnit['engine'] = {
    runRenderLoop: (draw) => void this.#tasks.add(draw),
    stopRenderLoop: () => this.#tasks.clear(),
    endFrame$: this.#endFrame,
  };
  readonly scene: DrawnUnit['scene'] = {
    isDirty: () => this.isDirty,
    render: () => {
      this.drawn += 1;
      this.leavesDirty -= 1;
      this.isDirty = this.leavesDirty >= 0;
    },
  };

  get isResting(): boolean {
    return this.#tasks.size === 0;
  }

  frame(): void {
    for (const task of this.#tasks) task();
    this.#endFrame.next(0);
  }
}

let screen: Screen;
let drawing: UnitDrawing;

beforeEach(() => {
  screen = new Screen();
  drawing = new UnitDrawing(screen);
});

test('a unit rests when there is nothing to draw, and is drawn again when something has happened', () => {
  screen.engine.runRenderLoop(() => screen.scene.render());
  screen.frame();
  expect([screen.drawn, screen.isResting]).toEqual([1, true]);
  drawing.draw();
  drawing.draw();
  expect(screen.isResting).toBe(false);
  screen.frame();
  expect([screen.drawn, screen.isResting]).toEqual([2, true]);
});

test('it is drawn on while drawing it leaves something to draw', () => {
  drawing.draw();
  screen.leavesDirty = 2;
  for (let frame = 0; frame < 5; frame += 1) screen.frame();
  expect([screen.drawn, screen.isResting]).toEqual([3, true]);
});

test('what is dirty by itself is drawn, what is not or cannot be seen is left alone', () => {
  drawing.drawIfDirty();
  expect(screen.isResting).toBe(true);
  screen.isDirty = true;
  screen.activated$.next(false);
  drawing.drawIfDirty();
  expect(screen.isResting).toBe(true);
  screen.activated$.next(true);
  drawing.drawIfDirty();
  expect(screen.isResting).toBe(false);
});

test('a drawing that is closed stops nothing any more', () => {
  drawing.close();
  screen.engine.runRenderLoop(() => screen.scene.render());
  screen.frame();
  expect(screen.isResting).toBe(false);
});
