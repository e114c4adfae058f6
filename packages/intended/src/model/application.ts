import type { Diagnostic, Place } from '#source/place';
import type { Actor, Compute, Gate, Identity, Store } from './node.ts';
import type { Grant } from './grant.ts';
import type { Route, Schema, Wire } from './flow.ts';
import type { Dictionary, Reason, Resolved, Scalar, Value } from './value.ts';

export type Dialect =
  | 'cloudformation'
  | 'sam'
  | 'cdk'
  | 'serverless-framework'
  | 'terraform'
  | 'azure'
  | 'google'
  | 'oracle'
  | 'kubernetes'
  | 'openfaas'
  | 'fn';

/**
 * One serverless app in neutral nouns, whatever dialect or provider it was written for.
 * Ids are unique across nodes and identities. An id is the name a person gave (a logical id, a function's name);
 * where two stacks use the same name, it is qualified as `Stack.Name`.
 */
export interface Application {
  readonly name: string;
  /** The folder judged; every `Place.file` is relative to it. */
  readonly root: string;
  readonly dialects: readonly Dialect[];
  /** Template files read, in reading order. */
  readonly templates: readonly string[];
  /** Every resource of every template, expanded and implicit ones too: what controls judge. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** What templates ask for when they are deployed, and what they hand out afterwards; missing where a dialect has neither. */
  readonly parameters?: readonly Parameter[];
  readonly outputs?: readonly TemplateOutput[];
  readonly computes: readonly Compute[];
  readonly stores: readonly Store[];
  readonly gates: readonly Gate[];
  readonly actors: readonly Actor[];
  readonly identities: readonly Identity[];
  readonly grants: readonly Grant[];
  readonly routes: readonly Route[];
  readonly wires: readonly Wire[];
  readonly schemas: readonly Schema[];
  /** What could not be resolved or is not understood, so that a report can say what it does not know. */
  readonly unresolved: readonly Unresolved[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A resource as a template has it, intrinsics resolved as far as they go. */
export interface Resource {
  readonly id: string;
  readonly logicalId: string;
  /** Path of nested stacks from the root stack, `''` for the root. */
  readonly stack: string;
  /** The provider's type, such as `AWS::S3::Bucket`. */
  readonly type: string;
  readonly properties: Dictionary;
  /** `Metadata`, `DeletionPolicy`, `UpdateReplacePolicy`, `DependsOn` …, by their own names. */
  readonly attributes: Dictionary;
  /** Known true when there is no condition; resources whose condition is known false are not in the application. */
  readonly exists: Resolved<true>;
  /** The logical id's line; the type's line. For an expansion: those of the resource it was written as. */
  readonly at: Place;
  readonly typeAt: Place;
  /** `written` by a person, `expanded` from a shorter form (SAM, Serverless Framework), `implicit` in no template. */
  readonly origin: 'written' | 'expanded' | 'implicit';
  /** For an expansion: id of the thing as written, such as the SAM function of a generated role. */
  readonly expandedFrom: string | undefined;
}

export interface Unresolved {
  readonly what: string;
  /** Id of the compute of whose definition it is a part; missing for other things. */
  readonly of?: string;
  readonly why: Reason;
  readonly at: Place;
  /** The value itself, where there is one. */
  readonly value: Value | undefined;
}

/** A parameter of a template, as written. */
export interface Parameter {
  /** The name; qualified by the path of its stack unless that is the root. */
  readonly id: string;
  /** `String`, `CommaDelimitedList`, `AWS::SSM::Parameter::Value<String>` … */
  readonly type: string;
  /** Is its value hidden from whoever can see the stack? */
  readonly noEcho: boolean;
  /** Undefined for none. */
  readonly default: Scalar | undefined;
  readonly at: Place;
}

/** An output of a template. */
export interface TemplateOutput {
  readonly id: string;
  readonly value: Value;
  readonly at: Place;
}
