import type { Place, TextPosition } from '#source/place';
import type { Part, Resolved, Value } from './value.ts';

/** What every node of the application carries. */
interface NodeBase {
  /** Unique in the application; the name a person knows it by. */
  readonly id: string;
  /** Joins the node to eligibility and permission facts: the lower-case IAM prefix on AWS, such as `dynamodb`. */
  readonly service: string;
  /** The provider's type (`AWS::DynamoDB::Table`), or our own (`browser`, `host`, `log-group`) where no template has one. */
  readonly type: string;
  /** Ids of the resources that this node is made of, the deciding one first; empty for actors, hosts, browsers. */
  readonly resources: readonly string[];
  readonly at: Place;
  /**
   * `template`: a resource; `implicit`: exists without being written (log group, browser);
   * `referenced`: only named by a policy or code; `declared`: only in the intent file.
   */
  readonly origin: 'template' | 'implicit' | 'referenced' | 'declared';
}

/** Anything that runs or relays: function, state machine, pipe, API, resolver, custom resource, browser. */
export interface Compute extends NodeBase {
  readonly kind: 'compute';
  readonly role:
    | 'function'
    | 'workflow'
    | 'pipe'
    | 'api'
    | 'rule'
    | 'distribution'
    | 'delivery'
    | 'task'
    | 'build'
    | 'custom-resource'
    | 'identity-pool'
    | 'browser'
    | 'other';
  /** Ids of identities whose authority it has; several for an identity pool or a task with two roles. */
  readonly identities: readonly string[];
  readonly code: Code | undefined;
  readonly environment: readonly EnvironmentEntry[];
  /** Id of the log store it writes to. */
  readonly logs: string | undefined;
  /** Ids of the stores whose content it runs (layer, code bucket, site bucket): their writers control it. */
  readonly runs: readonly string[];
  readonly network: Network;
  /** Symbolic ARN, in the form of a store's; undefined or missing for computes that have none. */
  readonly arn?: readonly Part[] | undefined;
}

export interface EnvironmentEntry {
  readonly name: string;
  readonly value: Value;
  readonly at: Place;
}

/** `open`: may reach any host (no VPC, or a VPC with a way out); `closed`: not; `unknown` with a VPC undecided. */
export interface Network {
  readonly egress: 'open' | 'closed' | 'unknown';
  readonly vpc: boolean;
}

/** Where the code of a compute is. */
export type Code =
  | {
      readonly kind: 'files';
      readonly handler: Resolved<string>;
      readonly runtime: Resolved<string> | undefined;
      /** Folder or file relative to the application's root; known only if it is on disk inside the root's reach. */
      readonly root: Resolved<string>;
      /** Source entry points named by a bundler's settings, relative to the application's root. */
      readonly entryPoints: readonly string[];
      /** Content roots of layers on disk, relative to the application's root. */
      readonly layers: readonly string[];
      readonly at: Place;
    }
  | {
      readonly kind: 'inline';
      readonly handler: Resolved<string>;
      readonly runtime: Resolved<string> | undefined;
      readonly text: string;
      /** Where each run of the text stands in the template, by rising offset; columns advance with the text between two. */
      readonly positions: readonly TextPosition[];
      readonly at: Place;
    }
  | { readonly kind: 'absent'; readonly why: string; readonly at: Place };

/** Anything that keeps or carries data. */
export interface Store extends NodeBase {
  readonly kind: 'store';
  readonly holds:
    | 'objects'
    | 'items'
    | 'messages'
    | 'stream'
    | 'topic'
    | 'events'
    | 'logs'
    | 'secret'
    | 'parameter'
    | 'users'
    | 'rows'
    | 'cache'
    | 'documents'
    | 'files'
    | 'code'
    | 'metrics'
    | 'external';
  /** Physical name as written; undefined when the provider generates it. */
  readonly name: Value | undefined;
  /** Symbolic ARN with the physical name, or a reference `Ref` to its own resource where that is generated. */
  readonly arn: readonly Part[] | undefined;
  /** Ids of key gates that encrypt it; empty for a provider-owned key. */
  readonly keys: readonly string[];
  /** Data classes tagged on the resource (`DataClassification` and its like), as written. */
  readonly tags: readonly { readonly key: string; readonly value: string; readonly at: Place }[];
}

/** What stands between a subject and its data. */
export interface Gate extends NodeBase {
  readonly kind: 'gate';
  readonly gate: 'key' | 'authorizer' | 'firewall' | 'public-access-block' | 'vpc' | 'endpoint' | 'dns' | 'certificate';
  readonly arn: readonly Part[] | undefined;
}

export interface Actor extends NodeBase {
  readonly kind: 'actor';
  /** `signed-in` is as good as `anyone` when its user pool allows self sign-up (`open`). */
  readonly actor: 'anyone' | 'signed-in' | 'partner' | 'operator' | 'provider';
  readonly open: Resolved<boolean>;
  /** Id of the user pool or other directory that signs it in. */
  readonly directory: string | undefined;
}

/** An authority: a role, user or group with its policies (see Grant). */
export interface Identity {
  readonly id: string;
  readonly type: string;
  readonly resources: readonly string[];
  readonly arn: readonly Part[] | undefined;
  readonly at: Place;
  /** `referenced`: a role that no template defines (an ARN, a parameter): its policies are unknown. */
  readonly origin: 'template' | 'implicit' | 'referenced';
}
