import type { Report } from '#finding/finding';
import type { Gate } from '#finding/gate';
import { rebase } from '#reporters/rebase';

export const FORMATS = ['terminal', 'json', 'sarif', 'junit', 'markdown', 'html', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface RenderOptions {
  readonly width: number;
  readonly colors: boolean;
  readonly unicode: boolean;
  readonly verbose: boolean;
  readonly gate: Gate;
  /** Way from the repository's root to the app's, `''` for none: code hosts name files from there. */
  readonly prefix: string;
  /** The path that was judged, as typed; absent for the folder itself. */
  readonly path?: string;
}

export function isFormat(text: string): text is Format {
  return FORMATS.some((format) => format === text);
}

/** Renders with the one reporter that is needed; the others are not loaded. */
export async function render(format: Format, report: Report, options: RenderOptions): Promise<string> {
  switch (format) {
    case 'terminal':
      return (await import('#reporters/terminal/terminal')).renderTerminal(report, options);
    case 'json':
      return (await import('#reporters/json/json')).renderJson(report);
    case 'sarif':
      return (await import('#reporters/sarif/sarif')).renderSarif(rebase(report, options.prefix));
    case 'junit':
      return (await import('#reporters/junit/junit')).renderJunit(report, options.gate);
    case 'markdown':
      return (await import('#reporters/markdown/markdown')).renderMarkdown(report);
    case 'html':
      return (await import('#reporters/html/html')).renderHtml(report);
    case 'github':
      return (await import('#reporters/github/github')).renderGithub(rebase(report, options.prefix), options.gate);
    default:
      return format satisfies never;
  }
}
