/** A sign-in at the provider, as its tokens name it. */
export interface ProviderSession {
  readonly issuer: string;
  /** `sub`: who; null: not told. */
  readonly subject: string | null;
  /** `sid`: which sign-in of theirs at the provider; null: not told. */
  readonly session: string | null;
}
