import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Engine } from '#cli/engine-door';
import type { Out } from '#cli/io';
import { engine } from '#cli/load-engine';
import { run } from '#cli/run';
import type { Report } from '#finding/finding';

/** Text or bytes of a file, or where a symbolic link leads. */
export type Made = string | Uint8Array | { readonly link: string };

export interface Checked {
  /** Exit code of the command. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly report: Report;
  readonly milliseconds: number;
}

/** Runs `intended check FOLDER --format json` with the real engine over files made on disk, and removes them. */
export async function checkMade(files: Readonly<Record<string, Made>>, argv: readonly string[] = []): Promise<Checked> {
  const top = mkdtempSync(join(tmpdir(), 'intended-'));
  const folder = join(top, 'project');
  mkdirSync(folder);
  try {
    for (const [path, made] of Object.entries(files)) make(join(folder, path), made);
    return await checkFolder(folder, argv);
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

function make(path: string, made: Made): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof made === 'object' && 'link' in made) symlinkSync(made.link, path);
  else writeFileSync(path, made);
}

async function checkFolder(folder: string, argv: readonly string[]): Promise<Checked> {
  let out = '';
  let err = '';
  let report: Report | undefined;
  const stream = (write: (text: string) => void): Out => ({ isTerminal: false, columns: undefined, write });
  const real = engine('0.0.0');
  const observed: Engine = {
    ...real,
    check: async (request) => (report = aboutAccess(await real.check(request))),
  };
  const began = performance.now();
  const code = await run(
    ['check', folder, '--format', 'json', ...argv],
    '0.0.0',
    {
      stdout: stream((text) => void (out += text)),
      stderr: stream((text) => void (err += text)),
      interactive: false,
      environment: {},
      cwd: folder,
      platform: 'linux',
      today: () => '2026-01-01',
      exists: existsSync,
      readFile: () => undefined,
      writeFile: () => undefined,
    },
    () => Promise.resolve(observed),
  );
  const milliseconds = performance.now() - began;
  if (report === undefined) throw new Error(`exit code ${code}, no report: ${err}`);
  return { code, out, err, report, milliseconds };
}

/** Words of an unexpected error: a stack trace, or the confession of the last resort. */
export const CRASH: RegExp = /\n\s+at .+:\d+|fault of intended/;

/** Diagnostics as `file:line severity: message`. */
export function said({ report }: Checked): readonly string[] {
  return report.diagnostics.map(
    ({ place, severity, message }) => `${place.file}:${place.line} ${severity}: ${message}`,
  );
}

/** How these small apps are configured is not what the tests are about: it would only decide the exit code. */
function aboutAccess(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ step }) => step === 3) };
}
