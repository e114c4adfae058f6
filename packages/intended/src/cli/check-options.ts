import { resolve } from 'node:path';
import { DEFAULT_GATE } from '#finding/gate';
import type { Gate } from '#finding/gate';
import { isSeverity, SEVERITIES } from '#finding/severity';
import type { CheckRequest } from './engine-door.ts';
import type { Format } from './formats.ts';
import { FORMATS, isFormat } from './formats.ts';
import type { Io } from './io.ts';
import { WrongUse } from './wrong-use.ts';

/** Options of every command that judges an app, as commander gives them. */
export interface JudgeFlags {
  readonly template?: string;
  readonly stack?: string;
  readonly environment?: string;
  readonly parameters?: readonly string[];
  readonly intent?: string;
  readonly faults?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface CheckFlags extends JudgeFlags {
  readonly format?: string;
  readonly output?: readonly string[];
  readonly failOn?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly ids?: string;
  readonly framework?: string;
}

/** Also for `init`, whose intent file need not exist yet: that one is not checked here. */
export function requestOf(path: string | undefined, flags: JudgeFlags, io: Io): CheckRequest {
  const existing = (file: string): string => {
    const absolute = resolve(io.cwd, file);
    if (!io.exists(absolute)) throw new WrongUse(`\`${file}\` does not exist; give a folder or a file that does`);
    return absolute;
  };
  return {
    path: existing(path ?? '.'),
    template: flags.template === undefined ? undefined : existing(flags.template),
    stack: flags.stack,
    environment: flags.environment,
    parameters: parseParameters(flags.parameters ?? []),
    intent: flags.intent === undefined ? undefined : resolve(io.cwd, flags.intent),
    faults: parseFaults(flags.faults ?? '1'),
    today: io.today(),
  };
}

/** `stars=3`, `severity=high` or `never`. */
export function parseGate(text: string | undefined): Gate {
  if (text === undefined) return DEFAULT_GATE;
  if (text === 'never') return { kind: 'never' };
  const [key, value = ''] = text.split('=', 2);
  if (key === 'stars' && /^[0-5]$/.test(value)) return { kind: 'stars', atLeast: Number(value) };
  if (key === 'severity' && isSeverity(value)) return { kind: 'severity', atLeast: value };
  throw new WrongUse(
    `\`--fail-on ${text}\`: write \`stars=0\` to \`stars=5\`, \`severity=${SEVERITIES.join('|')}\`, or \`never\``,
  );
}

export function parseFormat(text: string): Format {
  if (isFormat(text)) return text;
  throw new WrongUse(`\`--format ${text}\`: choose one of ${FORMATS.join(', ')}`);
}

/** `sarif=report.sarif` to a format and an absolute path. */
export function parseOutputs(
  texts: readonly string[],
  cwd: string,
): readonly { readonly format: Format; readonly file: string }[] {
  return texts.map((text) => {
    const at = text.indexOf('=');
    const format = text.slice(0, Math.max(0, at));
    const file = text.slice(at + 1);
    if (!isFormat(format) || file === '') {
      throw new WrongUse(`\`--output ${text}\`: write FORMAT=FILE with one of ${FORMATS.join(', ')}`);
    }
    return { format, file: resolve(cwd, file) };
  });
}

function parseParameters(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)] as const;
      throw new WrongUse(`\`--parameters … ${text}\`: write NAME=VALUE`);
    }),
  );
}

function parseFaults(text: string): 1 | 2 | 'all' {
  if (text === '1') return 1;
  if (text === '2') return 2;
  if (text === 'all') return 'all';
  throw new WrongUse(`\`--faults ${text}\`: write 1, 2 or all`);
}
