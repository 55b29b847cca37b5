import { ICommandService, type Injector } from '@univerjs/core';
import { IRenderManagerService } from '@univerjs/preset-sheets-core';

/** What Univer draws and how: the cells, the editor of a cell, the formula bar. */
export interface DrawnUnit {
  readonly engine: {
    /** Draws each frame from the next one on. */
    runRenderLoop(draw: () => void): void;
    /** Draws nothing more. */
    stopRenderLoop(): void;
    readonly endFrame$: Observed<unknown>;
  };
  readonly scene: {
    /** Something in it looks different than it is drawn. */
    isDirty(): boolean;
    render(): void;
  };
  /** Univer lets it be seen; it tells the state at once, and draws it from then on. */
  readonly activated$: Observed<boolean>;
}

interface Observed<T> {
  subscribe(next: (value: T) => void): { unsubscribe(): void };
}

/** What is dirty without a command or a hand of the person's is drawn this late at most: a picture that has come, a timer. */
const LATEST_MS = 50;
const HANDS = ['pointerdown', 'pointermove', 'pointerup', 'wheel', 'keydown', 'input'] as const;

/**
 * Draws only what has changed. Univer asks for every frame of the screen for ever, which costs a tenth of a core while nobody
 * does anything. Returns how to stop.
 */
export function drawWhenDirty(injector: Injector): () => void {
  const renders = injector.get(IRenderManagerService);
  const units = new Map<string, UnitDrawing>();
  const follow = (unit: DrawnUnit & { readonly unitId: string }): void => {
    units.get(unit.unitId)?.close();
    units.set(unit.unitId, new UnitDrawing(unit));
  };
  for (const unit of renders.getRenderAll().values()) follow(unit);
  const created = renders.created$.subscribe(follow);
  const disposed = renders.disposed$.subscribe((unitId) => {
    units.get(unitId)?.close();
    units.delete(unitId);
  });
  const draw = (): void => units.forEach((unit) => unit.draw());
  const commands = injector.get(ICommandService).onCommandExecuted(draw);
  for (const hand of HANDS) window.addEventListener(hand, draw, { capture: true, passive: true });
  const looking = setInterval(() => units.forEach((unit) => unit.drawIfDirty()), LATEST_MS);
  return () => {
    clearInterval(looking);
    for (const hand of HANDS) window.removeEventListener(hand, draw, { capture: true });
    commands.dispose();
    created.unsubscribe();
    disposed.unsubscribe();
    for (const unit of units.values()) unit.close();
  };
}

/** The drawing of one unit, which rests as soon as there is nothing to draw. */
export class UnitDrawing {
  readonly #unit: DrawnUnit;
  readonly #render: () => void;
  readonly #observing: readonly { unsubscribe(): void }[];
  #isActivated = false;

  constructor(unit: DrawnUnit) {
    this.#unit = unit;
    this.#render = () => unit.scene.render();
    this.#observing = [
      unit.activated$.subscribe((isActivated) => (this.#isActivated = isActivated)),
      unit.engine.endFrame$.subscribe(() => {
        if (!unit.scene.isDirty()) unit.engine.stopRenderLoop();
      }),
    ];
  }

  /** In the next frame, and in those after it while there is something to draw. */
  draw(): void {
    if (this.#isActivated) this.#unit.engine.runRenderLoop(this.#render);
  }

  drawIfDirty(): void {
    if (this.#unit.scene.isDirty()) this.draw();
  }

  close(): void {
    for (const observing of this.#observing) observing.unsubscribe();
  }
}
