import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeTlsOnly, policiesNaming, TOPIC_POLICY } from '../resource-policies.ts';

export const snsTlsOnly: Control = defineControl({
  id: 'sns-tls-only',
  title: 'Publish over non-TLS not denied',
  severity: 'medium',
  cwe: 319,
  why: 'Messages and signatures may travel in clear text if one client is set up so, and nothing stops it.',
  fix: 'Add a policy that denies `*` when `aws:SecureTransport` is `false`.',
  sources: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  types: ['AWS::SNS::Topic'],
  reads: ['AWS::SNS::TopicPolicy.PolicyDocument'],
  judge: (resource, context) =>
    judgeTlsOnly(resource, policiesNaming(resource, TOPIC_POLICY, 'Topics', context), {
      holder: TOPIC_POLICY,
      enough: ['sns:Publish'],
    }),
  examples: {
    violated: `Resources:
  Rides:
    Type: AWS::SNS::Topic
`,
    satisfied: `Resources:
  Rides:
    Type: AWS::SNS::Topic
  TlsOnly:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Rides]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: 'sns:Publish', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
`,
    undetermined: `Parameters:
  Strict: { Type: String }
Conditions:
  IsStrict: !Equals [!Ref Strict, 'yes']
Resources:
  Rides:
    Type: AWS::SNS::Topic
  TlsOnly:
    Type: AWS::SNS::TopicPolicy
    Condition: IsStrict
    Properties:
      Topics: [!Ref Rides]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: 'sns:Publish', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }
`,
  },
});
