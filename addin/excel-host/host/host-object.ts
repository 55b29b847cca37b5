import type { Json } from '../book/json.ts';
import type { Arguments } from './arguments.ts';
import type { LiveRange } from './live-range.ts';

/** An object of Excel's model as the host answers for it. Member names are those of the wire: PascalCase. */
export interface HostObject {
  readonly kind: string;
  /** Set on ranges only. */
  readonly range: LiveRange | undefined;
  readonly isCollection: boolean;
  /** What an instantiate action answers: the id by which the library finds the object again. */
  identity(): Record<string, Json>;
  /** Scalar properties that a load without names brings. */
  readonly propertyNames: readonly string[];
  hasProperty(name: string): boolean;
  hasChild(name: string): boolean;
  read(name: string): Json;
  write(name: string, value: Json): void;
  /** Null where the member is one of those that may be a null object. */
  child(name: string): HostObject | null;
  call(name: string, args: Arguments): HostObject | Json | undefined;
  items(): readonly HostObject[];
  /** By name or id, as `collection.getItem(key)`. */
  find(key: Json): HostObject;
}
