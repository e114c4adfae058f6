import { partsOf, valueAt } from '#model/read-value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { IS_TEST } from '../function-examples.ts';
import { isAdmin, judgeStatements } from '../identity-policies.ts';
import { policyAt } from '../policy-statements.ts';

const endpoint = (policy: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-1
      ServiceName: !Sub 'com.amazonaws.\${AWS::Region}.dynamodb'
${policy}`;
const ALLOW = (resource: string, action: string): string =>
  `{ Effect: Allow, Principal: '*', Action: ${action}, Resource: ${resource} }`;
const ALL = ALLOW("'*'", "'*'");
const ONE = ALLOW("'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides'", "'dynamodb:GetItem'");

export const lambdaVpcEndpointPolicy: Control = defineControl({
  id: 'lambda-vpc-endpoint-policy',
  title: 'Data-store VPC endpoint without a restricting policy',
  severity: 'low',
  cwe: 923,
  why: 'Through the endpoint, injected code reaches the same service of any account, and can carry data out.',
  fix: 'Name the stores of the app in the endpoint’s `PolicyDocument`, or ask for `aws:ResourceAccount`.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html'],
  types: ['AWS::EC2::VPCEndpoint'],
  reads: ['AWS::EC2::VPCEndpoint.PolicyDocument', 'AWS::EC2::VPCEndpoint.ServiceName'],
  judge(subject) {
    const service = wordsOfParts(partsOf(valueAt(subject.properties, 'ServiceName')) ?? []);
    if (!STORES.test(service)) return notApplicable;
    const policy = policyAt(subject, 'PolicyDocument');
    const message = `\`${subject.id}\` lets anything through to any account’s \`${service.split('.').at(-1) ?? ''}\``;
    if (policy === undefined) return violated(subject.typeAt, message);
    return judgeStatements([policy], (statement) =>
      isAdmin(statement) && statement.conditions.length === 0 ? violated(statement.at, message) : satisfied,
    );
  },
  examples: {
    violated: endpoint(''),
    satisfied: endpoint(`      PolicyDocument: { Statement: [${ONE}] }\n`),
    undetermined: endpoint(`      PolicyDocument: { Statement: [!If [IsTest, ${ALL}, ${ONE}]] }\n`, IS_TEST),
  },
});

const STORES =
  /\.(?:s3|s3express|dynamodb|sqs|sns|kinesis-streams|kinesis-firehose|secretsmanager|ssm|kms|rds-data|events|elasticfilesystem|logs)$/;
