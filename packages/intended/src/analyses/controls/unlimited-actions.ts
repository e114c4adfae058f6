import type { Statement } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Control, Outcome } from './define-control.ts';
import { defineControl, satisfied, undetermined, violated } from './define-control.ts';
import {
  everyResource,
  grantsAny,
  judgeStatements,
  policiesIn,
  POLICY_READS,
  POLICY_TYPES,
} from './identity-policies.ts';
import { policyExamples } from './iam-examples.ts';

/** A control of the family: one of these actions may be done to every resource. */
export interface UnlimitedFacts extends Pick<Control, 'id' | 'title' | 'severity' | 'why' | 'fix' | 'sources'> {
  readonly cwe?: number;
  readonly actions: readonly string[];
  /** Does a condition of the statement limit what it reaches? */
  readonly limits?: (statement: Statement) => boolean;
  /** Goes on after the action: `on every secret`. */
  readonly reach: string;
  readonly bad: string;
  readonly good: string;
}

/** Conditions that narrow down the resource, its owner or the way to it. */
export function limitsResource({ conditions }: Statement): boolean {
  return conditions.some(({ key }) =>
    /^(?:aws:ResourceTag\/|aws:RequestTag\/|aws:ResourceAccount$|aws:ResourceOrg|\w[\w-]*:ResourceTag\/|kms:(?:ViaService|EncryptionContext|ResourceAliases|CallerAccount|GrantIsForAWSResource)|dynamodb:LeadingKeys|s3:(?:prefix|ExistingObjectTag|DataAccessPoint|ResourceAccount)|cloudwatch:namespace|secretsmanager:|ssm:|iam:(?:PassedToService|AWSServiceName|PermissionsBoundary|PolicyARN)|ec2:|rds:|lambda:FunctionArn)/i.test(
      key,
    ),
  );
}

/** Makes a control of the family. */
export function unlimitedControl(facts: UnlimitedFacts): Control {
  const { actions, limits = () => false, reach, bad, good, ...words } = facts;
  const ask = (statement: Statement, holder: string): Outcome => {
    const everywhere = everyResource(statement);
    if (everywhere === undefined || limits(statement)) return satisfied;
    const { found, open } = grantsAny(statement, actions);
    const [action] = found;
    if (action !== undefined)
      return violated(action.at, `\`${holder}\` may do \`${wordsOfParts(action.parts)}\` ${reach}`);
    return open === undefined ? satisfied : undetermined(open);
  };
  return defineControl({
    ...words,
    types: POLICY_TYPES,
    reads: POLICY_READS,
    judge: (resource) => judgeStatements(policiesIn(resource), (statement) => ask(statement, resource.id)),
    examples: policyExamples(bad, good),
  });
}
