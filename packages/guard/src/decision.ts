import type { InputPlace } from './inbound/inbound.ts';

/**
 * Every reason to deny: its HTTP status and the tier that decides. Codes are for ever: alarms and
 * exclusions are keyed by them.
 */
export const CODES = {
  /** a field of the event has a type that its platform never sends */
  'event-malformed': [400, 0],
  /** reading the event threw */
  'event-unreadable': [400, 0],
  /** the event looks like several sources, or contradicts itself */
  'event-ambiguous': [400, 0],
  /** the event is larger, deeper or has more parts than allowed */
  'event-limit': [413, 0],
  /** too many or too long headers */
  'header-limit': [431, 0],
  /** path or query is too long or has too many parameters */
  'query-limit': [414, 0],
  /** routers would read this path in different ways */
  'path-ambiguous': [400, 0],
  /** the path is not valid percent-encoded UTF-8 */
  'path-encoding': [400, 0],
  /** a header has control characters, or contradicts another */
  'header-malformed': [400, 0],
  /** the body is larger than its route allows */
  'body-too-large': [413, 0],
  /** the body is not valid base64 or UTF-8 */
  'body-encoding': [400, 0],
  /** the body is not what its content type says */
  'body-malformed': [400, 0],
  /** the body is nested too deeply */
  'body-depth': [400, 0],
  /** the body has too many fields */
  'body-keys': [400, 0],
  /** a field is given twice */
  'body-duplicate-key': [400, 0],
  /** a field is called `__proto__` or alike */
  'body-forbidden-key': [400, 0],
  /** the route does not take this content type */
  'content-type': [415, 1],
  /** no rule of the policy takes events of this source */
  'source-unknown': [403, 1],
  /** no route of the policy matches */
  'route-unknown': [404, 1],
  /** the route needs a caller who signed in */
  'signed-out': [401, 1],
  /** the token is not a JWT */
  'token-malformed': [401, 1],
  /** the algorithm is not one its key may be used with */
  'token-algorithm': [401, 1],
  /** the token names no known key */
  'token-key': [401, 1],
  /** the signature of the token is wrong */
  'token-signature': [401, 1],
  /** the token is no longer valid */
  'token-expired': [401, 1],
  /** the token is not valid yet */
  'token-early': [401, 1],
  /** the token comes from another issuer */
  'token-issuer': [401, 1],
  /** the token is for another audience */
  'token-audience': [401, 1],
  /** the token is of another kind */
  'token-use': [401, 1],
  /** the caller has none of the roles of the route */
  'role-missing': [403, 1],
  /** the caller lacks a scope of the route */
  'scope-missing': [403, 1],
  /** the caller does not own what the request names */
  'not-owner': [403, 1],
  /** the webhook is not signed */
  'signature-missing': [401, 1],
  /** the signature of the webhook is wrong */
  'signature-wrong': [401, 1],
  /** the signature of the webhook is too old or from the future */
  'signature-stale': [401, 1],
  /** a value breaks the schema of the route */
  'input-invalid': [400, 1],
  /** a field is not in the schema of the route */
  'input-unknown': [400, 1],
  /** the answer breaks the schema of the route */
  'output-invalid': [500, 1],
  /** too many requests */
  'rate-limit': [429, 1],
  /** the budget of the day is spent */
  'spend-limit': [429, 1],
  /** the request has the marks of an attack */
  'signal-score': [403, 2],
  decoy: [404, 2, 'a decoy route, field or credential was used'],
  reputation: [403, 2, 'the client address is on a list'],
  /** input changes the structure of an SQL statement */
  'sink-sql': [403, 3],
  /** input supplies a query operator */
  'sink-nosql': [403, 3],
  /** input supplies a command word or an operator */
  'sink-shell': [403, 3],
  /** input leaves the declared folder */
  'sink-path': [403, 3],
  /** input is evaluated as code */
  'sink-code': [403, 3],
  /** input is evaluated as a template */
  'sink-template': [403, 3],
  /** input reaches a prototype */
  'sink-prototype': [403, 3],
  /** the host is not declared */
  'egress-host': [403, 3],
  /** a metadata address was asked for */
  'egress-metadata': [403, 3],
  /** input chose the host */
  'egress-input': [403, 3],
  /** a process that is not declared was started */
  'process-undeclared': [403, 3],
  /** a file that is not declared was opened */
  'file-undeclared': [403, 3],
  /** a way around the hooks was tried */
  'escape-hatch': [403, 3],
  /** a part of the guard or the policy failed */
  'guard-fault': [500, 0],
} as const;

export type Code = keyof typeof CODES;

/** Why something was denied: the place and name of the input, never its value. */
export interface Denial {
  readonly allow: false;
  readonly code: Code;
  readonly status: number;
  readonly tier: 0 | 1 | 2 | 3;
  /** What decided, finer than the code: the keyword of a schema, the id of a signal, the name of a limit. */
  readonly rule: string;
  readonly where?: InputPlace;
  /** Name of the field or parameter: printable, at most 64 characters. */
  readonly name?: string;
  /** Seconds until a retry makes sense. */
  readonly retryAfterSeconds?: number;
}

export type Decision = { readonly allow: true } | Denial;

export const ALLOW: Decision = { allow: true };

export interface DenialDetail {
  readonly rule?: string;
  readonly where?: InputPlace;
  readonly name?: string;
  readonly retryAfterSeconds?: number;
}

/** Makes a denial; a name that came from outside is cut and made printable here. */
export function deny(code: Code, detail: DenialDetail = {}): Denial {
  const [status, tier] = CODES[code];
  const named = detail.name === undefined ? {} : { name: printable(detail.name) };
  return { allow: false, code, status, tier, rule: detail.rule ?? code, ...place(detail), ...named };
}

function place(detail: DenialDetail): Pick<DenialDetail, 'where' | 'retryAfterSeconds'> {
  return {
    ...(detail.where === undefined ? {} : { where: detail.where }),
    ...(detail.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: detail.retryAfterSeconds }),
  };
}

/** A name is the sender's to choose: it may carry a secret or a forged log line. */
export function printable(name: string): string {
  return name.slice(0, 64).replace(/[^\w.$[\]-]/g, '_');
}

/** Thrown by a sink hook inside the handler; `guard` turns it into the platform's answer. */
export class Denied extends Error {
  readonly decision: Denial;
  constructor(decision: Denial) {
    super(`denied by guard: ${decision.code} (${decision.rule})`);
    this.name = 'Denied';
    this.decision = decision;
  }
}

/** A getter may throw anything, also an object that throws when it is looked at. */
export function denialOf(error: unknown): Denial {
  try {
    if (error instanceof Denied) return error.decision;
  } catch {
    // A proxy that throws on everything: as unreadable as its event.
  }
  return deny('event-unreadable');
}
