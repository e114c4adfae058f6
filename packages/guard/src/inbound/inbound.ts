import type { Denial } from '../decision.ts';

/** Where a request or event came from; `fn` and the rest of the last line are the adapters' platforms. */
export type SourceKind =
  | 'apigw-v1'
  | 'apigw-v2'
  | 'function-url'
  | 'websocket'
  | 'alb'
  | 's3'
  | 'sqs'
  | 'sns'
  | 'dynamodb-stream'
  | 'kinesis'
  | 'eventbridge'
  | 'cognito'
  | 'azure-http'
  | 'google-http'
  | 'cloudevent'
  | 'fn'
  | 'knative'
  | 'openfaas'
  | 'unknown';

export type InputPlace = 'query' | 'header' | 'cookie' | 'path' | 'body' | 'record';

/** One leaf string that came from outside. `name` is a dotted path inside bodies and records: `order.items.0.sku`. */
export interface Input {
  readonly where: InputPlace;
  readonly name: string;
  readonly value: string;
}

export type Multi = ReadonlyMap<string, readonly string[]>;

/**
 * A request or event in one shape, whatever platform delivered it. Made by `normalise`, never throws, holds no
 * reference that the handler may change: what was validated is what these fields said.
 */
export interface Inbound {
  readonly source: SourceKind;
  /** Request id of the platform, for the log. */
  readonly id: string | undefined;
  /** Upper case; `WS` for WebSocket messages; empty for events. */
  readonly method: string;
  /** As delivered, still encoded; empty for events. */
  readonly path: string;
  /** The route the platform matched (`/orders/{id}`, `$connect`, `$default`), where it says so. */
  readonly template: string | undefined;
  /** Stage name that may stand before the path. */
  readonly stage: string | undefined;
  /** Path parameters as the platform decoded them. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly query: Multi;
  /** Names in lower case. */
  readonly headers: Multi;
  readonly cookies: Multi;
  /** Parsed when first asked for. */
  readonly body: Body;
  /** What the platform's authorizer says about the caller; undefined where none ran. */
  readonly claims: Claims | undefined;
  /** Address that connected to the platform, not what `x-forwarded-for` claims. */
  readonly client: string | undefined;
  /** Messages of a batch, empty for requests. */
  readonly records: readonly EventRecord[];
  /** ARN, bus source or trigger that sent an event without records. */
  readonly origin: string | undefined;
  /**
   * Every leaf string from outside, at most `LIMITS.inputs`; base64, percent-encoding, forms, multipart and JSON
   * inside strings are also given decoded. Computed once, when first asked for.
   */
  inputs(): Iterable<Input>;
}

export interface Body {
  /** Text after base64; undefined where there is no body or it is not UTF-8 text. */
  readonly text: string | undefined;
  /** Bytes of a body that is not text, or of any body that came as base64. */
  readonly bytes: Uint8Array | undefined;
  /** Media type without parameters, lower case; undefined where none is stated. */
  readonly contentType: string | undefined;
  /** Bytes, after base64. */
  readonly size: number;
  /** JSON value, form fields, multipart fields, or the text; undefined when it is empty or broken. */
  readonly value: unknown;
  /** Why the body cannot be trusted; a key of `CODES`. */
  readonly fault: BodyFault | undefined;
}

export interface BodyFault {
  readonly code:
    | 'body-too-large'
    | 'body-encoding'
    | 'body-malformed'
    | 'body-depth'
    | 'body-keys'
    | 'body-duplicate-key'
    | 'body-forbidden-key';
  /** Name of the field, bounded and printable; never its value. */
  readonly name?: string;
}

/** Claims by issuer: `jwt` of a JWT or Cognito authorizer, `iam` of a signed request, `custom` of a Lambda authorizer. */
export interface Claims {
  readonly from: 'jwt' | 'iam' | 'custom' | 'platform';
  readonly values: ReadonlyMap<string, unknown>;
}

export interface EventRecord {
  /** ARN of the queue, stream, topic or bucket. */
  readonly origin: string | undefined;
  /** Why the record could not be read; its other fields are empty then. */
  readonly denial?: Denial;
  /** `messageId` or sequence number: what `batchItemFailures` names. */
  readonly id: string | undefined;
  /** Message attributes, object key, keys of the item. */
  readonly attributes: ReadonlyMap<string, unknown>;
  readonly body: Body;
}
