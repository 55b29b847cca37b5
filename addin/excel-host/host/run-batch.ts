import { Arguments, isArray } from './arguments.ts';
import { HostError, notImplemented } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { LiveRange } from './live-range.ts';
import { queryObject, toRetrieved } from './query-object.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';
import { ActionType, type BatchBody, PathType, type WireAction, type WireArguments } from './wire.ts';

/** Thrown to stop a batch as if Excel had gone away: no reply follows. */
export class Killed extends Error {}

export interface BatchSurroundings {
  readonly session: Session;
  readonly root: HostObject;
  /** Called before each action that does something; may throw `Killed`. */
  beforeAction(index: number): void;
}

/** Runs the actions in order and gives the body of the reply. An error stops the batch; what ran before stays. */
export function runBatch(body: BatchBody, surroundings: BatchSurroundings): string {
  const batch = new Batch(body, surroundings);
  return JSON.stringify(batch.run());
}

class Batch {
  readonly #body: BatchBody;
  readonly #surroundings: BatchSurroundings;
  readonly #resolved = new Map<number, HostObject | null>();
  readonly #references = new Map<number, string>();

  constructor(body: BatchBody, surroundings: BatchSurroundings) {
    this.#body = body;
    this.#surroundings = surroundings;
  }

  run(): Json {
    const results: Json[] = [];
    const traceIds: number[] = [];
    const { session } = this.#surroundings;
    session.rangeOfPath = (pathId) => this.#range(pathId);
    for (const [index, action] of this.#body.Actions.entries()) {
      this.#surroundings.beforeAction(index);
      try {
        if (action.ActionType === ActionType.trace) traceIds.push(action.Id);
        results.push({ ActionId: action.Id, Value: this.#perform(action) });
      } catch (error) {
        return { Error: describe(error, index), Results: results, TraceIds: traceIds };
      }
    }
    return { Results: results, TraceIds: traceIds };
  }

  #perform(action: WireAction): Json {
    switch (action.ActionType) {
      case ActionType.trace:
        return null;
      case ActionType.instantiate:
        return this.#identity(action.ObjectPathId);
      case ActionType.query: {
        const object = this.#object(action.ObjectPathId);
        return object === null ? null : this.#withReference(action.ObjectPathId, queryObject(object, action.QueryInfo));
      }
      case ActionType.queryAsJson: {
        const object = this.#object(action.ObjectPathId);
        return object === null ? null : toRetrieved(queryObject(object, action.QueryInfo));
      }
      case ActionType.method:
        return this.#method(action);
      case ActionType.setProperty:
        this.#existing(action.ObjectPathId).write(action.Name, action.ArgumentInfo?.Arguments?.[0] ?? null);
        return null;
      case ActionType.ensureUnchanged:
        ensureUnchanged(this.#existing(action.ObjectPathId), action.ObjectState ?? {});
        return null;
      case ActionType.update:
        updateObject(this.#existing(action.ObjectPathId), action.ObjectState ?? {});
        return null;
      default:
        throw notImplemented(`action type ${action.ActionType}`);
    }
  }

  #method(action: WireAction): Json {
    const object = this.#object(action.ObjectPathId);
    if (action.Name === '_KeepReference') {
      const range = object?.range;
      if (range !== undefined) {
        this.#references.set(action.ObjectPathId, this.#surroundings.session.keep(range));
      }
      return null;
    }
    if (object === null) return null;
    const result = object.call(action.Name, this.#arguments(action.ArgumentInfo));
    return isHostObject(result) ? result.identity() : (result ?? null);
  }

  #identity(pathId: number): Json {
    const object = this.#object(pathId);
    return object === null ? null : this.#withReference(pathId, object.identity());
  }

  #withReference(pathId: number, answer: Json): Json {
    const referenceId = this.#references.get(pathId);
    if (referenceId === undefined || typeof answer !== 'object' || answer === null || isArray(answer)) return answer;
    return { ...answer, _ReferenceId: referenceId };
  }

  #existing(pathId: number): HostObject {
    const object = this.#object(pathId);
    if (object === null) throw new HostError('ItemNotFound', 'The object does not exist.');
    return object;
  }

  #range(pathId: number): LiveRange {
    const range = this.#object(pathId)?.range;
    if (range === undefined) throw new HostError('InvalidArgument', 'A range was expected.');
    return range;
  }

  /** The object of a path: found or made once for each batch; null for a null object. */
  #object(pathId: number): HostObject | null {
    const known = this.#resolved.get(pathId);
    if (known !== undefined) return known;
    const object = this.#resolve(pathId);
    this.#resolved.set(pathId, object);
    return object;
  }

  #resolve(pathId: number): HostObject | null {
    const path = this.#body.ObjectPaths[pathId];
    if (path === undefined) throw new HostError('InvalidObjectPath', `There is no object path ${pathId}.`);
    const { session, root } = this.#surroundings;
    switch (path.ObjectPathType) {
      case PathType.globalObject:
        return root;
      case PathType.nullObject:
        return null;
      case PathType.referenceId: {
        const range = session.kept(path.Name);
        if (range === undefined) throw new HostError('InvalidReference', 'The range was released.');
        this.#references.set(pathId, path.Name);
        return session.make.rangeOf(range);
      }
      case PathType.property:
        return this.#parent(path.ParentObjectPathId)?.child(path.Name) ?? null;
      case PathType.indexer:
        return this.#parent(path.ParentObjectPathId)?.find(path.ArgumentInfo?.Arguments?.[0] ?? null) ?? null;
      case PathType.method: {
        const result = this.#parent(path.ParentObjectPathId)?.call(path.Name, this.#arguments(path.ArgumentInfo));
        return isHostObject(result) ? result : null;
      }
      default:
        throw notImplemented(`${path.Name} (object path type ${path.ObjectPathType})`);
    }
  }

  #parent(pathId: number | undefined): HostObject | null {
    return pathId === undefined ? this.#surroundings.root : this.#object(pathId);
  }

  #arguments(info: WireArguments | undefined): Arguments {
    const references = info?.ReferencedObjectPathIds ?? [];
    return new Arguments(
      info?.Arguments ?? [],
      references.map((reference) => this.#objectsOf(reference)),
    );
  }

  #objectsOf(reference: Json): HostObject[] {
    if (isArray(reference)) return reference.flatMap((inner) => this.#objectsOf(inner));
    return typeof reference === 'number' && reference !== 0 ? [this.#existing(reference)] : [];
  }
}

function updateObject(object: HostObject, state: Readonly<Record<string, Json>>): void {
  for (const [key, value] of Object.entries(state)) {
    const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
    if (object.hasChild(name) && typeof value === 'object' && value !== null && !isArray(value)) {
      const child = object.child(name);
      if (child === null) throw new HostError('ItemNotFound', `${object.kind}.${key} does not exist.`);
      const inner = Object.entries(value).map(([innerKey, item]) => [innerKey, item ?? null] as const);
      updateObject(child, Object.fromEntries(inner));
    } else object.write(name, value);
  }
}

/** Stops the batch where a property is no longer what the add-in last saw. */
function ensureUnchanged(object: HostObject, state: Readonly<Record<string, Json>>): void {
  for (const [key, value] of Object.entries(state)) {
    const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
    if (object.hasProperty(name) && JSON.stringify(object.read(name)) !== JSON.stringify(value)) {
      throw new HostError('Conflict', `${object.kind}.${key} has changed.`);
    }
  }
}

function isHostObject(value: HostObject | Json | undefined): value is HostObject {
  return typeof value === 'object' && value !== null && 'identity' in value && typeof value['identity'] === 'function';
}

function describe(error: unknown, index: number): Json {
  if (error instanceof HostError) {
    return { Code: error.code, Message: error.message, ActionIndex: index, Location: error.location ?? '' };
  }
  // A mistake of this host: better a failed request that says so than one that never ends.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { Code: 'GeneralException', Message: `Excel host: ${message}`, ActionIndex: index, Location: '' };
}
