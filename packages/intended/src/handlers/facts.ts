import type { Field } from '#model/flow';
import type { Diagnostic, Place } from '#source/place';
import type { Reason, Resolved } from '#model/value';

/** What the code of one compute shows: the same facts from every language. */
export interface HandlerFacts {
  /** Id of the compute. */
  readonly compute: string;
  readonly language: 'javascript' | 'typescript' | 'python' | 'go' | 'java' | 'other' | 'none';
  /** `known`: the code was read from its entry. `deferred`: no facts, for this reason; nothing may be concluded. */
  readonly entry: Resolved<EntryPoint>;
  /** Files read, the entry's first, relative to the application's root (inline code: the template). */
  readonly files: readonly string[];
  readonly calls: readonly SdkCall[];
  readonly logs: readonly LogCall[];
  readonly hosts: readonly HostCall[];
  readonly events: readonly EventUse[];
  /** What the handler returns to its caller. */
  readonly returns: readonly DataSource[];
  /** Field sets found in code: item literals, zod and entity schemas, destructured bodies. */
  readonly fields: readonly CodeFields[];
  /** Environment variables read. */
  readonly environment: readonly { readonly name: string; readonly at: Place }[];
  /** What could not be followed. While any names a service (or all, `*`), that service's unused grants are unknown, not excess by proof. */
  readonly unknowns: readonly Unknown[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface EntryPoint {
  readonly file: string;
  readonly exported: string;
  readonly at: Place;
}

/** One call of a provider's API. */
export interface SdkCall {
  /** IAM prefix: `dynamodb`. */
  readonly service: string;
  /** API operation in its published case: `PutItem`. Presigned URLs name the operation they sign. */
  readonly operation: string;
  /** IAM actions the call needs: `dynamodb:PutItem`; several for transactions, batches, uploads, copies. */
  readonly actions: readonly string[];
  /** The table, bucket, queue … it names. */
  readonly target: Target;
  /** Key or prefix of an object written or read, where literal: `js/config.js`. */
  readonly key: Resolved<string> | undefined;
  /** Data passed in. */
  readonly sends: readonly DataSource[];
  /** Fields it writes or asks for, where the code shows them. */
  readonly fields: readonly Field[];
  /** Made with credentials that the code was given or asked for: the function's own role does not decide. */
  readonly isLent?: boolean;
  /** Path of calls from the entry point, outermost first, ending at the call itself. */
  readonly at: Place;
  readonly via: readonly Place[];
}

/** How the code names the resource of a call. */
export type Target =
  /** Through an environment variable of the function: resolved by whoever knows its value. */
  | { readonly kind: 'environment'; readonly name: string; readonly at: Place }
  | { readonly kind: 'literal'; readonly name: string; readonly at: Place }
  /** Taken from the event (bucket and key of an S3 record, a queue's own message): the wire's source. */
  | { readonly kind: 'event'; readonly path?: readonly string[]; readonly at: Place }
  /** The operation names no resource of the app (ListTables, GetCallerIdentity). */
  | { readonly kind: 'none'; readonly at: Place }
  | { readonly kind: 'unknown'; readonly why: Reason; readonly at: Place };

/** Where data in the code comes from. Paths are property names without indexes: `['body', 'pickupLocation']`. */
export type DataSource =
  /** Of the handler's first argument; an empty path is the whole event. */
  | { readonly kind: 'event'; readonly path: readonly string[]; readonly at: Place }
  | { readonly kind: 'context'; readonly path: readonly string[]; readonly at: Place }
  | { readonly kind: 'environment'; readonly name: string; readonly at: Place }
  /** What SDK call number `call` (index into `calls`) answered. */
  | { readonly kind: 'call'; readonly call: number; readonly path: readonly string[]; readonly at: Place }
  /** What host call number `host` (index into `hosts`) answered. */
  | { readonly kind: 'host'; readonly host: number; readonly path: readonly string[]; readonly at: Place }
  /** A value under a field name that the code gives it (`{ email: x }`), of unknown origin. */
  | { readonly kind: 'field'; readonly field: Field; readonly at: Place }
  | { readonly kind: 'unknown'; readonly at: Place };

export interface LogCall {
  /** `console.log`, `logger.info`, `process.stdout.write`, or `injectLambdaContext` with logEvent. */
  readonly how: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly what: readonly DataSource[];
  readonly at: Place;
}

export interface HostCall {
  /** Host name, known or deferred; no port, no path. */
  readonly host: Resolved<string>;
  readonly method: string | undefined;
  readonly sends: readonly DataSource[];
  readonly at: Place;
}

export interface EventUse {
  readonly path: readonly string[];
  readonly at: Place;
}

export interface CodeFields {
  readonly origin: 'item' | 'schema' | 'request' | 'response' | 'object';
  /** Index of the SDK call that carries them, for items. */
  readonly call: number | undefined;
  readonly fields: readonly Field[];
  readonly at: Place;
}

export interface Unknown {
  /** IAM prefix, or `*` when any service may be concerned. */
  readonly service: string;
  readonly what: string;
  readonly why: Reason;
  readonly at: Place;
}
