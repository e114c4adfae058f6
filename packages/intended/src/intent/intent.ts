import type { Place } from '#source/place';

/** What people declared: the parsed `intended.yaml`, or a proposal of the same shape. */
export interface Intent {
  readonly version: 1;
  readonly app: string;
  /** `file`: a person's; `proposed`: made for this run, nothing was declared. */
  readonly origin: 'file' | 'proposed';
  readonly file: string | undefined;
  readonly data: readonly DataClass[];
  readonly services: ReadonlyMap<string, ServiceIntent>;
  readonly routes: readonly RouteIntent[];
  readonly external: readonly ExternalIntent[];
  readonly accept: readonly Acceptance[];
  /** Services that a person vouches for, with the evidence in words. */
  readonly attest?: readonly Attestation[];
}

export type ClassKind =
  | 'personal'
  | 'contact'
  | 'location'
  | 'credential'
  | 'cardholder'
  | 'financial'
  | 'health'
  | 'biometric'
  | 'government-id'
  | 'special-category'
  | 'children'
  | 'behavioural'
  | 'business'
  | 'infrastructure'
  | 'content'
  | 'code';

export interface DataClass {
  readonly id: string;
  readonly title: string;
  /** 0 public, 1 internal, 2 confidential, 3 highly confidential, 4 strictly confidential. */
  readonly value: Value;
  readonly kind: ClassKind;
  /** Field names that belong to the class, matched by words, not by case or separator. */
  readonly fields: readonly string[];
  /** Compliance programs that follow: `PCI`, `HIPAA` … */
  readonly requires: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly at: Place | undefined;
}

/** Worth of a class by dimension, each 0–4. */
export interface Value {
  readonly confidentiality: number;
  readonly integrity: number;
  readonly availability: number;
}

export interface Evidence {
  readonly what: string;
  readonly strength: 'certain' | 'strong' | 'medium' | 'weak';
  readonly at: Place;
}

export type IntentVerb = 'read' | 'write' | 'delete' | 'invoke' | 'list' | 'tap' | 'admin' | 'pass';

export interface ServiceIntent {
  readonly service: string;
  readonly may: readonly Permission[];
  /** Classes it may hold, for stores and relays. */
  readonly holds: readonly string[];
  readonly public: boolean;
  readonly because: string | undefined;
  readonly at: Place | undefined;
}

/** `{ write: [pii, schedules], in: RidesTable }`; an `invoke` may carry no classes: whatever the callee takes. */
export interface Permission {
  readonly verb: IntentVerb;
  readonly data: readonly string[];
  /** Ids of the stores or computes. */
  readonly in: readonly string[];
  readonly at: Place | undefined;
}

export interface RouteIntent {
  readonly route: string;
  readonly audience: 'public' | 'signed-in' | 'partner' | 'operator' | 'internal';
  readonly accepts: readonly string[];
  readonly returns: readonly string[];
  readonly at: Place | undefined;
}

/** A service or store that no template shows: made by hand, or a third party's. */
export interface ExternalIntent {
  readonly id: string;
  readonly kind: 'compute' | 'store';
  readonly host: string | undefined;
  /** Physical name or ARN, for stores made by hand. */
  readonly name: string | undefined;
  readonly service: string | undefined;
  readonly holds: readonly string[];
  readonly at: Place | undefined;
}

export interface Acceptance {
  readonly finding: string;
  /** Id of the resource or service, or `*`. */
  readonly on: string;
  /** Narrows a reach finding: a data class, a store. */
  readonly data: string | undefined;
  readonly in: string | undefined;
  readonly because: string;
  /** ISO date after which it no longer counts. */
  readonly until: string | undefined;
  readonly at: Place | undefined;
}

/** A person's word that a service may hold data of a program: an attestation of compliance, a contract. */
export interface Attestation {
  readonly service: string;
  readonly program: string;
  readonly because: string;
  /** ISO date after which it no longer counts. */
  readonly until: string | undefined;
  readonly at: Place | undefined;
}
