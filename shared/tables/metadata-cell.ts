/** A cell of the metadata sheet as it is read: a spreadsheet program may have turned digits into a number. */
export type MetadataCell = string | number | boolean | null | undefined;
