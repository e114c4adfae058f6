import type { Reference } from './documents.ts';

/** Who may call, as far as a document says. */
export type AllowDraft =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in'; readonly roles: readonly string[]; readonly scopes: readonly string[] };

/** Where a value of a request is described: schemas already strict. */
export interface InputDraft {
  readonly path?: unknown;
  readonly query?: unknown;
  readonly headers?: unknown;
  readonly cookies?: unknown;
  /** By media type. */
  readonly bodies?: Readonly<Record<string, unknown>>;
  readonly optionalBody?: boolean;
  readonly maxBodyBytes?: number;
}

/** One route as one source describes it. */
export interface RouteDraft {
  readonly method: string;
  /** `/orders/{id}`. */
  readonly path: string;
  readonly at: Reference;
  /** Undefined where this source does not say. */
  readonly allow?: AllowDraft;
  /** Undefined where this source does not describe what comes in. */
  readonly input?: InputDraft;
  /** The template has an authorizer. */
  readonly authorizer?: boolean;
  readonly authn?: readonly string[];
  /** Fields that answers may have. */
  readonly output?: readonly string[];
}

export function labelOf(route: { readonly method: string; readonly path: string }): string {
  return `${route.method} ${route.path}`;
}

/** A template without the names of its parameters. */
export function shapeOf(path: string): string {
  const trimmed = path.replace(/\/$/, '') || '/';
  return trimmed
    .replace(/\{[^}+]*\+\}|\/\*$/g, (found) => (found.startsWith('/') ? '/{+}' : '{+}'))
    .replace(/\{[^}+]+\}/g, '{}');
}

/** Would a request of `narrow` also match `wide`? */
export function covers(
  wide: { readonly method: string; readonly path: string },
  narrow: { readonly method: string; readonly path: string },
): boolean {
  if (wide.method !== 'ANY' && wide.method !== narrow.method) return false;
  const [general, special] = [shapeOf(wide.path).split('/'), shapeOf(narrow.path).split('/')];
  for (const [at, step] of general.entries()) {
    if (step === '{+}') return at < special.length;
    if (special[at] === undefined || (step !== '{}' && step !== special[at])) return false;
  }
  return general.length === special.length;
}
