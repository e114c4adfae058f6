import type { Application } from '#model/application';
import type { HandlerFacts } from '#handlers/facts';
import type { Diagnostic } from '#source/place';

/** Causes by which code that a template names is kept from being read; a language not read yet is none of them. */
const UNREADABLE = ['missing', 'malformed', 'bounds'];

/** Computes whose code should have been read and was not: the picture is incomplete. */
export function unreadCode(handlers: readonly HandlerFacts[]): readonly HandlerFacts[] {
  return handlers.filter(({ entry }) => entry.kind === 'deferred' && UNREADABLE.includes(entry.why.cause));
}

/** What to do about code that was not read, where its reader has not said so. */
export function unreadCodeDiagnostics(
  application: Application,
  handlers: readonly HandlerFacts[],
): readonly Diagnostic[] {
  const computes = new Map(application.computes.map((compute) => [compute.id, compute] as const));
  return unreadCode(handlers).flatMap(({ compute, entry, diagnostics }): readonly Diagnostic[] => {
    if (diagnostics.length > 0 || entry.kind === 'known') return [];
    const code = computes.get(compute)?.code;
    const why =
      code?.kind === 'absent'
        ? `${code.why}; judge the folder that has its source`
        : `\`${entry.why.name}\` is not there; build the app or correct the path`;
    return [{ severity: 'warning', place: entry.at, message: `the code of \`${compute}\` is not read: ${why}` }];
  });
}
