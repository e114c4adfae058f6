import type { Code, Denial } from './decision.ts';
import type { Inbound } from './inbound/inbound.ts';
import type { Principal } from './invocation.ts';
import type { Layer } from './layer.ts';

/** What a denial does: `learn` records quietly, `warn` logs, `block` denies. */
export type Mode = 'learn' | 'warn' | 'block';

/** What modes are set for; each code belongs to one (see `sectionOf`). */
export type Section =
  | 'normalise'
  | 'routes'
  | 'access'
  | 'input'
  | 'output'
  | 'limits'
  | 'signals'
  | 'sinks'
  | 'egress';

/** A policy is plain data and functions, made by `intended guard build` or by hand. Frozen by `guard`. */
export interface Policy {
  readonly version: 1;
  readonly app?: string;
  /** Default `block` for all sections but `signals`, which `warn`. */
  readonly mode?: Mode | Partial<Readonly<Record<Section, Mode>>>;
  /** By method and path template: `POST /orders/{id}`, `ANY /{proxy+}`, `WS $connect`. Everything else is denied. */
  readonly routes?: Readonly<Record<string, RouteRule>>;
  /** What may stand before the path of a route: `/v1` of a custom domain, a distribution or a server. */
  readonly basePaths?: readonly string[];
  /** By source kind and origin pattern: `sqs arn:aws:sqs:*:*:orders`, `s3`, `eventbridge aws.ec2`, `unknown`. */
  readonly events?: Readonly<Record<string, EventRule>>;
  /** Asked in order; the first that knows the caller answers. */
  readonly authn?: readonly Authenticator[];
  readonly limits?: Partial<Bounds>;
  /** Exact exceptions; each needs a reason and may end. */
  readonly exclusions?: readonly Exclusion[];
  /** Hosts that the function may reach: `api.payments.example`, `*.amazonaws.com`. Undefined: not restricted. */
  readonly egress?: readonly string[];
  /** Programs that the function may start; default none. */
  readonly processes?: readonly string[];
  /** Folders that input may name files in. */
  readonly folders?: readonly string[];
  /** False leaves the sink hooks out; they are on by default. */
  readonly sinks?: boolean;
  readonly layers?: readonly Layer[];
  /** One line of JSON a decision; default standard output. */
  readonly log?: (line: string) => void;
  /** Decisions to log: default `denied` and notes. */
  readonly logLevel?: 'all' | 'denied' | 'none';
}

export interface RouteRule {
  /** Who may call. `public` must be written: there is no default. */
  readonly allow: Allow;
  /** Without it a body is denied; `any` takes what its content type can say. */
  readonly body?: Schema | 'any';
  /** Instead of `body`, where media types have schemas of their own: `image/*`, `application/json`. */
  readonly bodies?: Readonly<Record<string, Schema | 'any'>>;
  /** A request without a body is right, too. */
  readonly optionalBody?: boolean;
  /** Without it a query is denied. A name given once is a string, one given more often a list. */
  readonly query?: Schema | 'any';
  readonly path?: Schema;
  /** Names in lower case. */
  readonly headers?: Schema;
  readonly cookies?: Schema;
  /** Fields that a Standard Schema drops are unknown, and denied; `ignore` lets them pass to the handler. */
  readonly unknownFields?: 'deny' | 'ignore';
  /** Media types of the body; default `application/json` where `body` is given. */
  readonly accepts?: readonly string[];
  readonly maxBodyBytes?: number;
  /** Validates the answer's body, and removes what the schema does not name when it is a list of fields. */
  readonly output?: Schema | readonly string[];
  /** The template has an authorizer on this route, so claims in the event come from the platform. */
  readonly authorizer?: boolean;
  /** Encoded slashes in path parameters are meant (S3 keys). */
  readonly encodedSlashes?: boolean;
  /** Authenticators that may answer for this route; default all that are not `explicit`. */
  readonly authn?: readonly string[];
}

export type Allow = 'public' | 'signed-in' | AllowRule;

export interface AllowRule {
  /** Any of these. */
  readonly roles?: readonly string[];
  /** All of these. */
  readonly scopes?: readonly string[];
  readonly owner?: (principal: Principal, inbound: Inbound) => boolean | Promise<boolean>;
}

export interface EventRule {
  /** Schema of a record's body, or of the whole event where it has no records. */
  readonly body?: Schema;
  /** Schema of a record's attributes: object key, message attributes. */
  readonly attributes?: Schema;
  readonly unknownFields?: 'deny' | 'ignore';
}

/** Compiled by ajv standalone: true, or false with `errors`. */
export interface CompiledSchema {
  (value: unknown): boolean;
  readonly errors?: readonly CompiledError[] | null | undefined;
}

export interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** https://standardschema.dev, version 1: zod, valibot, arktype. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

export type StandardResult =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

export type Schema = CompiledSchema | StandardSchema;

/** Finds out who calls: undefined when the request carries nothing that it reads. */
export interface Authenticator {
  readonly name: string;
  /** Answers only for routes whose `authn` names it (webhooks). */
  readonly explicit?: boolean;
  authenticate(
    inbound: Inbound,
    rule: RouteRule,
  ): Principal | Denial | undefined | Promise<Principal | Denial | undefined>;
}

export interface Bounds {
  readonly maxBodyBytes: number;
  readonly maxDepth: number;
  readonly maxKeys: number;
  readonly maxHeaders: number;
  readonly maxHeaderBytes: number;
  readonly maxQueryParameters: number;
  readonly maxUrlBytes: number;
  readonly maxRecords: number;
  /** Leaf strings that `inputs()` gives. */
  readonly maxInputs: number;
}

/** Turns one rule off for one route and parameter. */
export interface Exclusion {
  readonly code: Code;
  readonly rule?: string;
  /** `POST /orders/{id}`. */
  readonly route?: string;
  readonly name?: string;
  readonly because: string;
  /** ISO date, after which it no longer counts. */
  readonly until?: string;
}
