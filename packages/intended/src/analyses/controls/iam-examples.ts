import type { ExampleKind } from './define-control.ts';

/** Templates with one managed policy of one statement, in YAML's flow style: `{ Effect: Allow, … }`. */
export function policyExamples(bad: string, good: string): Readonly<Record<ExampleKind, string>> {
  const policy = (statement: string): string =>
    `Resources:\n  Subject:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n          - ${statement}\n`;
  const condition = `Parameters:\n  Stage: { Type: String }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n`;
  return {
    violated: policy(bad),
    satisfied: policy(good),
    undetermined: condition + policy(`!If [IsTest, ${bad}, !Ref AWS::NoValue]`),
  };
}

/** Templates with one role that this principal (and condition) may assume. */
export function trustExamples(bad: string, good: string, more: string = ''): Readonly<Record<ExampleKind, string>> {
  const role = (statement: string): string =>
    `Resources:\n  Subject:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n          - ${statement}\n${more}`;
  const condition = `Parameters:\n  Stage: { Type: String }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n`;
  return {
    violated: role(bad),
    satisfied: role(good),
    undetermined: condition + role(`!If [IsTest, ${bad}, !Ref AWS::NoValue]`),
  };
}
