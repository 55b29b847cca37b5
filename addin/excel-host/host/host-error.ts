/** An error the client library hands to the add-in as `OfficeExtension.Error` with this code. */
export class HostError extends Error {
  readonly code: string;
  /** The member that failed, such as `Range.values`; filled in where it is not known at the throw. */
  location: string | undefined;

  constructor(code: string, message: string, location?: string) {
    super(message);
    this.name = 'HostError';
    this.code = code;
    this.location = location;
  }
}

/** What this host does not do it says so by name: it never pretends. */
export function notImplemented(member: string): HostError {
  return new HostError('ApiNotImplemented', `${member} is not built in this Excel host.`, member);
}

export function invalidArgument(message: string, location?: string): HostError {
  return new HostError('InvalidArgument', message, location);
}

export function itemNotFound(message: string): HostError {
  return new HostError('ItemNotFound', message);
}
