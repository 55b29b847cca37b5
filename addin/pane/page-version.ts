/** Put in by the build. */
declare const __SEP_VERSION__: string | undefined;

/** The version that this page was built from; "development" where nothing was built. */
export const pageVersion = typeof __SEP_VERSION__ === 'string' ? __SEP_VERSION__ : 'development';
