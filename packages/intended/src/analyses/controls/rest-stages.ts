import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { REST_API } from './api-operations.ts';
import type { Context } from './context.ts';
import type { Control, Outcome } from './define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined } from './define-control.ts';
import { judgeSome } from './each-item.ts';
import type { Must } from './judge-value.ts';
import { bestOf, judgeAt, openOf } from './judge-value.ts';
import { writtenName } from './written-name.ts';

export const STAGE = 'AWS::ApiGateway::Stage';
export const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

/** A stage of a REST API: a resource of its own, or what a deployment with a stage name makes. */
export interface RestStage {
  /** The name that a person knows it by. */
  readonly label: string;
  readonly resource: Resource;
  readonly api: Resource | undefined;
  readonly name: Value | undefined;
  /** Properties of the stage, or the deployment's `StageDescription`. */
  readonly settings: Value | undefined;
}

export interface StageFacts extends Omit<Control, 'types' | 'judge'> {
  ask(stage: RestStage, context: Context): Outcome;
}

/** Makes a control of one question about stages. */
export function stageControl({ ask, ...words }: StageFacts): Control {
  return defineControl({
    ...words,
    types: [STAGE, DEPLOYMENT],
    judge(resource, context) {
      const stage = restStageOf(resource, context);
      return stage === undefined ? notApplicable : ask(stage, context);
    },
  });
}

export function restStageOf(resource: Resource, context: Context): RestStage | undefined {
  const { properties } = resource;
  const label = writtenName(resource, context.application);
  const api = context.find(valueAt(properties, 'RestApiId'), REST_API);
  const name = valueAt(properties, 'StageName');
  if (resource.type === STAGE) return { label, resource, api, name, settings: properties };
  // A deployment that a stage takes up is only its content.
  if (name === undefined || name.kind === 'absent' || context.naming(resource, STAGE).length > 0) return undefined;
  return { label, resource, api, name, settings: valueAt(properties, 'StageDescription') };
}

/** Stages of an API. */
export function stagesOf(api: Resource, context: Context): readonly RestStage[] {
  return context.naming(api, STAGE, DEPLOYMENT).flatMap((resource) => restStageOf(resource, context) ?? []);
}

/** A stage for the examples. */
export function stageExample(more: string, rest = ''): string {
  return `Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Not [!Equals [!Ref Given, '']]\nResources:\n  Rides: { Type: ${REST_API}, Properties: { Name: rides } }\n  Live:\n    Type: ${STAGE}\n    Properties:\n      RestApiId: !Ref Rides\n      DeploymentId: first\n      StageName: live\n${more}${rest}`;
}

/** Settings of methods; a deployment's description has them for all methods beside the list. */
export function methodSettings({ settings }: RestStage): readonly Value[] {
  return [...(settings === undefined ? [] : [settings]), ...itemsOf(valueAt(settings, 'MethodSettings'))];
}

/** Is the setting as it must be, for all methods or at least for some? */
export function judgeSetting({ settings }: RestStage, key: string, must: Must, fault: Outcome): Outcome {
  const ask = (value: Value | undefined): Outcome => judgePart(value, key, must, fault);
  return bestOf([ask(settings), judgeSome(valueAt(settings, 'MethodSettings'), ask, fault)], fault);
}

/** Judges a property below any value; `fault` where it is not as it must be. */
export function judgePart(value: Value | undefined, path: string, must: Must, fault: Outcome): Outcome {
  const outcome = judgeAt(value, path, (leaf) => {
    if (leaf === undefined) return must.absent === 'satisfied' ? satisfied : fault;
    const holds = must.holds(leaf);
    if (holds === 'unknown') return undetermined(openOf(leaf));
    if (holds) return satisfied;
    return fault.kind === 'violated' ? { ...fault, at: leaf.at } : fault;
  });
  const isGiven = outcome.kind === 'undetermined' && outcome.why.why.cause !== 'condition';
  return must.given === 'satisfied' && isGiven ? satisfied : outcome;
}

export function isTrue(value: Value | undefined): boolean {
  return literal(value)?.toLowerCase() === 'true';
}
