/** The only door to the disk for readers and handlers: a real folder, or a made one in tests. Paths are `/`-separated and relative to the root. */
export interface Files {
  /** Absolute path of the folder being judged. */
  readonly root: string;
  /** Text of a file, or the trouble that kept it from being read. Never throws. */
  read(path: string): FileText | FileTrouble;
  /** `file`, `folder` or undefined; symbolic links are followed, loops are undefined. */
  kind(path: string): 'file' | 'folder' | undefined;
  /** The one path of a file or folder that links give several paths; absent where every file has one path only. */
  realPath?(path: string): string | undefined;
  /** Names in a folder, sorted; empty where there is none. */
  list(path: string): readonly string[];
}

export interface FileText {
  readonly kind: 'text';
  /** Relative to the root, `..` resolved. */
  readonly path: string;
  readonly text: string;
}

export interface FileTrouble {
  readonly kind: 'trouble';
  readonly path: string;
  readonly why: 'missing' | 'unreadable' | 'too-large' | 'binary' | 'outside' | 'folder' | 'loop';
  /** What to do, in words. */
  readonly message: string;
}
