import type { ExampleKind } from './define-control.ts';

/** What the undecided ones are decided by. */
export const IS_TEST = 'Parameters:\n  Stage: { Type: String }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n';

/** The least that a function needs, below `Properties`. */
export const FUNCTION = `      Runtime: nodejs24.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/rides
      Code: { S3Bucket: code, S3Key: rides.zip }
`;

/** A template with one function `Subject`, with these lines below `Properties`, and these below `Resources`. */
export function functionTemplate(properties: string, resources: string = '', head: string = ''): string {
  return `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::Function\n    Properties:\n${FUNCTION}${properties}${resources}`;
}

/** Templates with one function whose role has this statement. */
export function roleExamples(bad: string, good: string): Readonly<Record<ExampleKind, string>> {
  const template = (statement: string): string => `Resources:
  Subject:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Role: !GetAtt Role.Arn, Code: { S3Bucket: code, S3Key: rides.zip } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      Policies:
        - PolicyName: rides
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - ${statement}
`;
  return {
    violated: template(bad),
    satisfied: template(good),
    undetermined: IS_TEST + template(`!If [IsTest, ${bad}, !Ref 'AWS::NoValue']`),
  };
}
