import type { Place } from '#source/place';
import type { Resolved, Value } from './value.ts';

/** A way in: requests of this shape reach a compute, or a store through a service integration. */
export interface Route {
  /** `POST /ride`; `ANY /{proxy+}`; `$connect`; `Query.rides`; `URL` for a function URL. */
  readonly id: string;
  /** Id of the API, distribution or function that has it. */
  readonly api: string;
  readonly method: string;
  readonly path: string;
  /** Id of the compute or store that answers; undefined for a mock. */
  readonly to: string | undefined;
  /** Identity with whose authority a service integration acts on `to`. */
  readonly identity: string | undefined;
  readonly authn: Resolved<Authn>;
  readonly at: Place;
  /** Preflight, mock and health routes carry no data of the app. */
  readonly carriesData: boolean;
}

/** Who may call. `key` alone is not authentication: exposure is that of anyone. */
export interface Authn {
  readonly kind: 'none' | 'key' | 'iam' | 'user-pool' | 'jwt' | 'custom' | 'network';
  /** Id of the authorizer, user pool or function that decides. */
  readonly by: string | undefined;
}

/** A connection that works without any SDK call: trigger, subscription, target, origin, log delivery. */
export interface Wire {
  readonly kind:
    | 'event-source'
    | 'trigger'
    | 'subscription'
    | 'target'
    | 'origin'
    | 'destination'
    | 'delivery'
    | 'state'
    | 'enrichment'
    | 'invoke'
    | 'schedule'
    | 'replication';
  readonly from: string;
  readonly to: string;
  /** `content`: what `from` holds arrives; `metadata`: names and sizes only (S3 notifications); `nothing`: a bare tick. */
  readonly carries: 'content' | 'metadata' | 'nothing';
  /** Does `to` answer to `from` with data (an API, an origin, an enrichment)? */
  readonly answers: boolean;
  /** Pulled with the receiver's authority (event source mapping, pipe), or pushed with the sender's. */
  readonly mode: 'pull' | 'push';
  /** An origin's responses are kept by the distribution. */
  readonly cached: Resolved<boolean>;
  /** Operation that a workflow calls on `to`, in its published case (`DeleteItem`); missing for other wires. */
  readonly operation?: string;
  /** Event pattern, filter or schedule, as written. */
  readonly filter: Value | undefined;
  /** Identity with whose authority the wire works (a rule's or pipe's role); undefined for resource policies. */
  readonly identity: string | undefined;
  readonly at: Place;
}

/** Field names that some schema shows at some place of the app. Evidence for the data inventory. */
export interface Schema {
  /** Id of the store, compute or API concerned. */
  readonly on: string;
  /** Route id, for a schema of one route. */
  readonly route: string | undefined;
  readonly direction: 'item' | 'request' | 'response' | 'users' | 'event';
  readonly origin: 'openapi' | 'api-model' | 'graphql' | 'user-pool' | 'key-schema' | 'sql' | 'name' | 'tag' | 'code';
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  /** Name of the object that holds it (`Rider`), where known. */
  readonly parent: string | undefined;
  /** Declared type (`string`, `boolean` …), where known. */
  readonly type: string | undefined;
  readonly at: Place;
}
