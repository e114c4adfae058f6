import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Stack } from '../cloudformation/stack.ts';

export interface ServerlessOptions {
  readonly files: Files;
  /** The service file, or the packaged template in `.serverless`, relative to the files' root. */
  readonly file: string;
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** `--param` values. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Environment variables that `${env:…}` may see; none unless given. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

export interface ServerlessRead {
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readServerless(options: ServerlessOptions): ServerlessRead {
  return { stacks: [], diagnostics: [{ severity: 'note', place: wholeFile(options.file), message: 'not read yet' }] };
}
