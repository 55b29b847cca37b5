export interface DownloadedFile {
  readonly name: string;
  readonly content: Blob;
}
