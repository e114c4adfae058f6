/** All that a command may touch of the world: a real process, or streams and files of a test. */
export interface Io {
  readonly stdout: Out;
  readonly stderr: Out;
  /** True when a person can answer questions. */
  readonly interactive: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: string;
  /** ISO date, `2026-11-23`. */
  today(): string;
  /** Text of a file, or undefined where there is none. Throws what the disk throws otherwise. */
  readFile(path: string): string | undefined;
  /** Is there a file or folder? */
  exists(path: string): boolean;
  /** Replaces the file, making its folder. */
  writeFile(path: string, text: string): void;
}

export interface Out {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  write(text: string): void;
}

/** Colours for this stream: `NO_COLOR` and `FORCE_COLOR` decide before the terminal does. Source: https://no-color.org, https://force-color.org */
export function hasColors(out: Out, environment: Io['environment'], wanted: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return out.isTerminal && TERM !== 'dumb';
}

/** Can the terminal show more than ASCII? Old Windows consoles and the `C` locale cannot. */
export function hasUnicode(io: Io): boolean {
  const { environment } = io;
  if (io.platform === 'win32')
    return environment['WT_SESSION'] !== undefined || environment['TERM_PROGRAM'] !== undefined;
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'];
  if (environment['TERM'] === 'linux') return false;
  return locale === undefined || locale === '' || !/^(?:C|POSIX)$/.test(locale);
}
